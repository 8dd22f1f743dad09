import { actions, allow } from "./policy";
import type { ManagedPolicy } from "./policy";

/** What no policy for reading allows: to call something, to become somebody else, to change who may. */
const CHANGES = actions(
  "execute-api:*",
  "lambda:Add* Create* Delete* Disable* Enable* Invoke* Publish* Put* Remove* Tag* Untag* Update*",
  "apigateway:DELETE PATCH POST PUT Add* Create* Delete* Put* Remove* Set* Update*",
  "cognito-idp:Add* AdminAdd* AdminConfirm* AdminCreate* AdminDelete* AdminDisable* AdminEnable*",
  "cognito-idp:AdminInitiate* AdminLink* AdminRemove* AdminReset* AdminRespond* AdminSet*",
  "cognito-idp:AdminUpdate* AdminUser* Associate* Create* Delete* Disassociate* Import* Set* Start*",
  "cognito-idp:Tag* Untag* Update*",
  "cognito-identity:Create* Delete* Merge* Set* Tag* Unlink* Untag* Update*",
  "appsync:Associate* Create* Delete* Disassociate* EventConnect EventPublish EventSubscribe GraphQL",
  "appsync:Put* Set* Start* Tag* Untag* Update*",
  "iam:Add* Attach* Change* Create* Deactivate* Delete* Detach* Enable* PassRole Put* Remove* Reset*",
  "iam:Resync* Set* Tag* Untag* Update* Upload*",
  "sts:AssumeRole* GetFederationToken SetSourceIdentity TagSession",
);

/** Policies for people who look at an account and change nothing. By name, without the path. */
export const READERS: Readonly<Record<string, ManagedPolicy>> = {
  IAMReadOnlyAccess: {
    version: "v4",
    statements: [
      allow(
        actions(
          "iam:GenerateCredentialReport GenerateServiceLastAccessedDetails Get* List* SimulateCustomPolicy",
          "iam:SimulatePrincipalPolicy",
        ),
      ),
    ],
    rest: "nothing",
  },
  ReadOnlyAccess: {
    version: "v178",
    statements: [
      allow(
        actions(
          "apigateway:GET GetPortal GetPortalProduct GetProductPage GetProductRestEndpointPage",
          "apigateway:GetRoutingRule ListPortalProducts ListPortals ListProductPages",
          "apigateway:ListProductRestEndpointPages ListRoutingRules",
          "appsync:Get* List*",
          "cognito-identity:Describe* GetCredentialsForIdentity GetIdentityPoolAnalytics",
          "cognito-identity:GetIdentityPoolDailyAnalytics GetIdentityPoolRoles",
          "cognito-identity:GetIdentityProviderDailyAnalytics GetOpenIdToken",
          "cognito-identity:GetOpenIdTokenForDeveloperIdentity List* Lookup*",
          "cognito-idp:AdminGet* AdminList* Describe* Get* List*",
          "iam:Generate* Get* List* Simulate*",
        ),
      ),
      allow(actions("lambda:Get* List*", "sts:GetAccessKeyInfo GetCallerIdentity GetSessionToken")),
    ],
    rest: { not: CHANGES },
  },
  ViewOnlyAccess: {
    version: "v43",
    statements: [
      allow(
        actions(
          "cognito-identity:ListIdentities ListIdentityPools",
          "cognito-idp:List*",
          "iam:GetAccountSummary GetLoginProfile List*",
          "lambda:List*",
        ),
      ),
    ],
    rest: { not: CHANGES },
  },
  SecurityAudit: {
    version: "v85",
    statements: [
      allow(
        actions(
          "appsync:GetApiCache List*",
          "cognito-identity:Describe* GetIdentityPoolRoles ListIdentityPools ListTagsForResource",
          "cognito-idp:Describe* ListDevices ListGroups ListIdentityProviders ListResourceServers",
          "cognito-idp:ListTagsForResource ListUserImportJobs ListUserPoolClients ListUserPools ListUsers",
          "cognito-idp:ListUsersInGroup",
          "iam:GenerateCredentialReport GenerateServiceLastAccessedDetails Get* List* SimulateCustomPolicy",
          "iam:SimulatePrincipalPolicy",
          "lambda:GetAccountSettings GetFunctionCodeSigningConfig GetFunctionConcurrency",
          "lambda:GetFunctionConfiguration GetFunctionEventInvokeConfig GetLayerVersionPolicy GetPolicy",
          "lambda:GetRuntimeManagementConfig List*",
          "sts:GetAccessKeyInfo",
        ),
      ),
    ],
    rest: { not: CHANGES },
  },
  SupportUser: {
    version: "v11",
    statements: [
      allow(
        actions(
          "apigateway:GET",
          "cognito-identity:List* LookupDeveloperIdentity Describe*",
          "cognito-idp:DescribeResourceServer DescribeRiskConfiguration DescribeUserImportJob",
          "cognito-idp:DescribeUserPool DescribeUserPoolDomain List*",
          "iam:GenerateCredentialReport GenerateServiceLastAccessedDetails Get* List*",
          "lambda:List* Get*",
        ),
      ),
    ],
    rest: { not: CHANGES },
  },
  AWSLambda_ReadOnlyAccess: {
    version: "v5",
    statements: [
      allow(
        actions(
          "iam:GetPolicy GetPolicyVersion GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies",
          "iam:ListRoles",
          "lambda:Get* List*",
        ),
      ),
    ],
    rest: { not: CHANGES },
  },
  AmazonCognitoReadOnly: {
    version: "v4",
    statements: [
      allow(
        actions(
          "cognito-identity:Describe* Get* List*",
          "cognito-idp:Describe* AdminGet* AdminList* List* Get*",
          "iam:ListOpenIdConnectProviders ListRoles",
        ),
      ),
    ],
    rest: { not: CHANGES },
  },
};
