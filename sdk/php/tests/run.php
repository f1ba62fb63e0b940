<?php
// Loads every message, sends it through both encodings and back, and runs the examples where RECSYS_ADDRESS names a server.

declare(strict_types=1);

require __DIR__ . '/../autoload.php';

use Google\Protobuf\Internal\Message;

// protobuf 3.21 makes properties that PHP 8.2 would rather have declared.
error_reporting(E_ALL & ~E_DEPRECATED);
$passed = $failed = 0;

/** Counts a test; one that throws or returns false failed. */
function check(string $name, callable $test): void
{
    global $passed, $failed;
    try {
        $holds = $test();
    } catch (Throwable $error) {
        $holds = false;
        fwrite(STDERR, "$name: {$error->getMessage()}\n");
    }
    if ($holds) {
        $passed++;
    } else {
        $failed++;
        fwrite(STDERR, "$name: failed\n");
    }
}

function same(Message $message): bool
{
    $class = get_class($message);
    $fromBytes = new $class();
    $fromBytes->mergeFromString($message->serializeToString());
    $fromJson = new $class();
    $fromJson->mergeFromJsonString($message->serializeToJsonString());
    $bytes = $message->serializeToString();
    return $fromBytes->serializeToString() === $bytes && $fromJson->serializeToString() === $bytes;
}

foreach (glob(__DIR__ . '/../gen/Recsys/V1/*.php') as $file) {
    $class = 'Recsys\\V1\\' . basename($file, '.php');
    if (!str_contains(file_get_contents($file), 'extends \\Google\\Protobuf\\Internal\\Message')) {
        continue;
    }
    check($class, fn () => same(new $class()));
}

check('awkward values', fn () => same(new Recsys\V1\Interaction([
    'id' => "ünïcode ✓ \u{1F600}", 'price' => 0.1, 'dwell_ms' => 86400000,
    'type' => Recsys\V1\InteractionType::INTERACTION_TYPE_PURCHASE,
    'event_time' => new Google\Protobuf\Timestamp(['seconds' => 1700000000]),
])));
check('64-bit edges', function () {
    $answer = new Recsys\V1\IngestInteractionsResponse(['batch_number' => PHP_INT_MIN, 'journal_position' => PHP_INT_MAX]);
    return same($answer) && str_contains($answer->serializeToJsonString(), '"9223372036854775807"');
});

if (getenv('RECSYS_ADDRESS')) {
    foreach (['recommend' => '/^(\d\.\d{3} .+\n){5}$/', 'ingest' => '/^1 accepted$/'] as $name => $pattern) {
        check("example $name", function () use ($name, $pattern) {
            exec(escapeshellarg(PHP_BINARY) . ' ' . escapeshellarg(__DIR__ . "/../examples/$name.php"), $lines, $code);
            return $code === 0 && preg_match($pattern, implode("\n", $lines) . "\n") === 1;
        });
    }
}

echo "$passed passed, $failed failed\n";
exit($failed === 0 ? 0 : 1);
