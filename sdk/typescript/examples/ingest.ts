// Tells the server what a customer did with the products that it recommended.
import { attribute, connect, InteractionType } from "recsys-client";

const client = connect(process.env["RECSYS_ADDRESS"] ?? "http://127.0.0.1:5080");
const answer = await client.recommend({ customerId: "12347", pageSize: 5 });
const stream = client.openInteractionStream({
  onRejected: ({ interactionId, rejection }) => console.error(interactionId, rejection?.description),
});
for (const { productId } of answer.recommendations)
  await stream.add(attribute({ customerId: "12347", productId, type: InteractionType.CLICK }, answer));
await stream.close();
console.log(`${stream.totals.accepted} accepted, durable up to ${stream.totals.journalPosition}`);
client.close();
