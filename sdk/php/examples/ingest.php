<?php
// Tells the server what a customer did, over HTTP with JSON.

declare(strict_types=1);

require __DIR__ . '/../autoload.php';

$address = getenv('RECSYS_ADDRESS') ?: 'http://127.0.0.1:5080';
$request = new Recsys\V1\WriteInteractionsRequest(['interactions' => [new Recsys\V1\Interaction([
    'id' => bin2hex(random_bytes(16)), 'customer_id' => '17850', 'product_id' => '85123A',
    'type' => Recsys\V1\InteractionType::INTERACTION_TYPE_VIEW,
])]]);
$json = file_get_contents("$address/v1/interactions", false, stream_context_create(['http' => [
    'method' => 'POST', 'header' => 'content-type: application/json', 'content' => $request->serializeToJsonString(),
]]));
$answer = new Recsys\V1\WriteInteractionsResponse();
$answer->mergeFromJsonString($json, true);
printf("%d accepted\n", $answer->getAcceptedCount());
