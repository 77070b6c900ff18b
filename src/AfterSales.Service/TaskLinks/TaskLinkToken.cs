using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Service.TaskLinks;

/// <summary>
/// What a token says: which task, for whom, for what, until when. Signed and encrypted by Data Protection, so that nobody
/// can make one or change one, and the address in a customer's link cannot be read off it.
/// </summary>
/// <remarks>
/// The expiry stands inside, in whole minutes, and is compared with the service's own clock: the time-limited protector of
/// the framework knows only the machine's.
/// </remarks>
internal sealed record TaskLinkToken(long TaskKey, string PersonId, TaskLinkPurpose Purpose, DateTimeOffset Expires)
{
    private const byte Version = 1;
    private const int FixedLength = 2 + 4 + 8;

    public string Protect(IDataProtector protector)
    {
        var person = Encoding.UTF8.GetBytes(PersonId);
        var bytes = new byte[FixedLength + person.Length];
        bytes[0] = Version;
        bytes[1] = (byte)Purpose;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(2), (uint)(Expires.ToUnixTimeSeconds() / 60));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(6), TaskKey);
        person.CopyTo(bytes.AsSpan(FixedLength));
        return Base64Url.EncodeToString(protector.Protect(bytes));
    }

    /// <summary>Null for anything that is not a token of ours.</summary>
    public static TaskLinkToken? Unprotect(string token, IDataProtector protector)
    {
        // Mail programs break long links and put a dot or a bracket behind; longer than any of ours is not one.
        if (token.Length is 0 or > 1000 || !Base64Url.IsValid(token))
            return null;
        try
        {
            var bytes = protector.Unprotect(Base64Url.DecodeFromChars(token));
            if (bytes.Length < FixedLength || bytes[0] != Version || bytes[1] > (byte)TaskLinkPurpose.Decide)
                return null;
            return new TaskLinkToken(
                BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(6)),
                Encoding.UTF8.GetString(bytes, FixedLength, bytes.Length - FixedLength),
                (TaskLinkPurpose)bytes[1],
                DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(2)) * 60L));
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
