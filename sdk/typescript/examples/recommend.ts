// What should this customer see, and what is like the first of it?
import { connect } from "recsys-client";

const client = connect(process.env["RECSYS_ADDRESS"] ?? "http://127.0.0.1:5080");
const answer = await client.recommend({ customerId: "12347", pageSize: 5, includeProducts: true });
for (const { score, product } of answer.recommendations) console.log(score.toFixed(3), product?.id, product?.title);

const first = answer.recommendations[0]?.productId ?? "";
const { recommendations } = await client.similar({ productId: first, pageSize: 5 });
console.log(`like ${first}:`, recommendations.map(({ productId }) => productId).join(" "));
client.close();
