// The team's own function, as it was before any of this.
exports.handler = async (event) => ({
  statusCode: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ items: [], sub: event.requestContext.authorizer?.jwt?.claims.sub }),
});
