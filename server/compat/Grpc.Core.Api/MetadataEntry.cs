using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One header or trailer: a lower-case key and a text or, for keys that end in "-bin", bytes.</summary>
    public class Entry
    {
        private static readonly SearchValues<char> KeyCharacters =
            SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

        private readonly string? _text;
        private readonly byte[]? _bytes;

        /// <summary>Makes an entry of bytes; the key ends in "-bin".</summary>
        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = Normalized(key);
            if (!IsBinary)
                throw new ArgumentException($"The key of a value of bytes ends in {BinaryHeaderSuffix}.", nameof(key));
            _bytes = (byte[])valueBytes.Clone();
        }

        /// <summary>Makes an entry of text; the key does not end in "-bin".</summary>
        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = Normalized(key);
            if (IsBinary)
                throw new ArgumentException($"The key of a text does not end in {BinaryHeaderSuffix}.", nameof(key));
            _text = value;
        }

        /// <summary>The key, in lower case.</summary>
        public string Key { get; }

        /// <summary>Whether the value is bytes.</summary>
        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <summary>The text; throws for an entry of bytes.</summary>
        public string Value =>
            _text ?? throw new InvalidOperationException($"The value of {Key} is bytes, not text.");

        /// <summary>A copy of the bytes; for an entry of text, its ASCII.</summary>
        public byte[] ValueBytes => _bytes is null ? Encoding.ASCII.GetBytes(_text!) : (byte[])_bytes.Clone();

        /// <inheritdoc/>
        public override string ToString() =>
            IsBinary ? $"[Entry: key={Key}, valueBytes={_bytes!.Length} bytes]" : $"[Entry: key={Key}, value={_text}]";

        internal bool KeyIs(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        private static string Normalized(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            string lower = key.ToLowerInvariant();
            if (lower.Length == 0 || lower.AsSpan().ContainsAnyExcept(KeyCharacters))
                throw new ArgumentException(
                    $"Metadata key '{key}' is not valid: letters, digits, '-', '_' and '.' may be used.", nameof(key));
            return lower;
        }
    }
}
