<?php
// Tells the server, over HTTP with JSON, that a customer saw what was recommended first.

declare(strict_types=1);

require __DIR__ . '/../autoload.php';

$address = getenv('RECSYS_ADDRESS') ?: 'http://127.0.0.1:5080';
$answer = new Recsys\V1\RecommendForUserResponse();
$answer->mergeFromJsonString(file_get_contents("$address/v1/customers/17850/recommendations?page_size=1"), true);
$request = new Recsys\V1\WriteInteractionsRequest(['interactions' => [new Recsys\V1\Interaction([
    'id' => bin2hex(random_bytes(16)), 'customer_id' => '17850',
    'product_id' => $answer->getRecommendations()[0]->getProductId(), 'attribution_token' => $answer->getAttributionToken(),
    'type' => Recsys\V1\InteractionType::INTERACTION_TYPE_VIEW,
])]]);
$json = file_get_contents("$address/v1/interactions", false, stream_context_create(['http' => [
    'method' => 'POST', 'header' => 'content-type: application/json', 'content' => $request->serializeToJsonString(),
]]));
$written = new Recsys\V1\WriteInteractionsResponse();
$written->mergeFromJsonString($json, true);
printf("%d accepted\n", $written->getAcceptedCount());
