<?php
// Finds the classes of the contract without Composer, and those of protobuf where Debian puts them.

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    foreach ([__DIR__ . '/gen', '/usr/share/php'] as $root) {
        $file = $root . '/' . str_replace('\\', '/', $class) . '.php';
        if (is_file($file)) {
            require $file;
            return;
        }
    }
});
