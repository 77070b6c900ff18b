using System.Security.Cryptography;
using AfterSales.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Web.SignIn;

/// <summary>
/// Makes the accounts a fresh installation needs: <c>admin</c>, and one per demo person where demo people are wanted. Accounts that are
/// there stay as they are, so a changed password survives a restart.
/// </summary>
public sealed class AccountSetup(
    UserManager<Account> accounts, IPasswordHasher<Account> hasher, Directory directory, AfterSalesSettings settings)
{
    /// <summary>Makes what is missing and says how to sign in: what the start banner prints.</summary>
    public async Task<SignInAdvice> RunAsync()
    {
        string? madePassword = null;
        if (await accounts.FindByNameAsync(Account.AdminName) is null)
        {
            var password = settings.AdminPassword ?? Generate();
            Require(await accounts.CreateAsync(new Account { UserName = Account.AdminName }, password));
            madePassword = settings.AdminPassword is null ? password : null;
        }
        if (settings.DemoPeople)
            await MakeDemoAccountsAsync();
        return new SignInAdvice(madePassword, settings.DemoPeople ? settings.DemoPassword : null);
    }

    private async Task MakeDemoAccountsAsync()
    {
        // One hash for all: the password is the same and printed anyway, and hashing it for everyone would slow the first start.
        string? hash = null;
        foreach (var person in directory.All)
        {
            if (!person.Active || await accounts.FindByNameAsync(person.Id) is not null)
                continue;
            var account = new Account { UserName = person.Id };
            account.PasswordHash = hash ??= hasher.HashPassword(account, settings.DemoPassword);
            Require(await accounts.CreateAsync(account));
        }
    }

    private static string Generate() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 16);

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
    }
}

/// <summary>How to sign in, as far as it may be printed.</summary>
/// <param name="AdminPassword">The generated password of <c>admin</c>, on the first start only.</param>
/// <param name="DemoPassword">The password all demo people share; null without demo people.</param>
public sealed record SignInAdvice(string? AdminPassword, string? DemoPassword);
