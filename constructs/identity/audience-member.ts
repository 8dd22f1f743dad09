/** Whatever gets tokens for the API: every id in `clientIds` belongs in the audience, or its tokens are refused. */
export interface AudienceMember {
  readonly clientIds: readonly string[];
}
