using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AfterSales.Engine;
using AfterSales.Service.Audit;
using AfterSales.Service.Mail;
using AfterSales.Service.Notifications;
using AfterSales.Service.People;
using AfterSales.Service.Timeline;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Web.SignIn.Links;

/// <summary>
/// Links by mail with which somebody sets his own password: the first one, or one in the place of a forgotten one. Nobody else ever
/// knows a password. A link works once (setting a password changes the stamp that stands in it) and for <see cref="Lifetime"/>.
/// </summary>
public sealed class SignInLinks(
    ProcessEngine engine, UserManager<Account> accounts, INotifier notifier, MailSettings mail, TimeProvider clock, IDataProtectionProvider protection)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private const int LongestToken = 1000;

    private readonly IDataProtector _protector = protection.CreateProtector("AfterSales.SignInLinks.v1");

    /// <summary>Makes the account where there is none and mails the link. Earlier links go on working until a password is set.</summary>
    public async Task SendAsync(Person person, string by, CancellationToken ct = default)
    {
        var account = await accounts.FindByNameAsync(person.Id);
        if (account is null)
        {
            account = new Account { UserName = person.Id };
            var made = await accounts.CreateAsync(account);
            if (!made.Succeeded)
                throw new InvalidOperationException(string.Join(' ', made.Errors.Select(error => error.Description)));
        }
        var ends = clock.GetUtcNow() + Lifetime;
        var link = $"{mail.PublicUrl}/welcome/{Token(account, ends)}";
        await engine.WriteAsync(
            commit =>
            {
                notifier.Enqueue(commit, new Notification("sign-in-link", Receiver.Of(person))
                {
                    Model = new Dictionary<string, object?> { ["link"] = link, ["linkEnds"] = ends, ["userName"] = person.Id },
                });
                AuditLog.Add(commit, new AuditEntry("account.invited", "account", person.Id)
                {
                    Facts = new Dictionary<string, TimelineValue> { ["name"] = TimelineValue.Of(person.Name) },
                });
            },
            by, ct);
    }

    /// <summary>The account a link is for; null when it is no link of ours, too old, or used.</summary>
    public async Task<Account?> OpenAsync(string token)
    {
        if (token.Length is 0 or > LongestToken || !Base64Url.IsValid(token))
            return null;
        try
        {
            var parts = Encoding.UTF8.GetString(_protector.Unprotect(Base64Url.DecodeFromChars(token))).Split('\n');
            if (parts is not [var until, var stamp, var name]
                || DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)) <= clock.GetUtcNow())
                return null;
            return await accounts.FindByNameAsync(name) is { } account && account.SecurityStamp == stamp ? account : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private string Token(Account account, DateTimeOffset ends) => Base64Url.EncodeToString(_protector.Protect(
        Encoding.UTF8.GetBytes($"{ends.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}\n{account.SecurityStamp}\n{account.UserName}")));
}
