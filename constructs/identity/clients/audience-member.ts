/** Whatever gets tokens for the API: every id in `clientIds` belongs in the audience, or its tokens are refused. */
export interface AudienceMember {
  /** The ids of its app clients. */
  readonly clientIds: readonly string[];
}
