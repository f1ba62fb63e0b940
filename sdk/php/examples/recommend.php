<?php
// Asks for a customer's recommendations over HTTP with JSON, and prints them.

declare(strict_types=1);

require __DIR__ . '/../autoload.php';

$address = getenv('RECSYS_ADDRESS') ?: 'http://127.0.0.1:5080';
$json = file_get_contents("$address/v1/customers/17850/recommendations?page_size=5&include_products=true");
$answer = new Recsys\V1\RecommendForUserResponse();
$answer->mergeFromJsonString($json, true);
foreach ($answer->getRecommendations() as $item) {
    printf("%.3f %s\n", $item->getScore(), $item->getProduct()->getTitle());
}
