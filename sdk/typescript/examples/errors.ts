// What a failed call says.
import { connect, ErrorReason, RecsysError } from "recsys-client";

const client = connect(process.env["RECSYS_ADDRESS"] ?? "http://127.0.0.1:5080");
try {
  await client.similar({ productId: "no such product" });
} catch (error) {
  if (!(error instanceof RecsysError && error.reason === ErrorReason.PRODUCT_NOT_FOUND)) throw error;
  console.log(`There is no product '${error.metadata["product_id"]}'.`);
}
try {
  await client.recommend({ customerId: "12347", pageSize: 501 }, { timeoutMs: 1_000 });
} catch (error) {
  if (!(error instanceof RecsysError && error.code === "INVALID_ARGUMENT")) throw error;
  for (const { field, description } of error.fieldViolations) console.log(`${field}: ${description}`);
}
client.close();
