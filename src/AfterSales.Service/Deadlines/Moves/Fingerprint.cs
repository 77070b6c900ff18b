using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AfterSales.Service.Deadlines.Moves;

/// <summary>A short sign for what a preview said: two previews have the same one when they say the same. Not for protection against forgery.</summary>
internal sealed class Fingerprint
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(bytes.Length);
        hash.AppendData(bytes);
    }

    public void Add(long key, DateTimeOffset from, DateTimeOffset to)
    {
        Add(key);
        Add(from.ToUnixTimeMilliseconds());
        Add(to.ToUnixTimeMilliseconds());
    }

    /// <summary>32 signs; to be asked once, at the end.</summary>
    public override string ToString() => Convert.ToHexStringLower(hash.GetHashAndReset())[..32];

    private void Add(long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
