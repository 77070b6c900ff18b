using System.Data.Common;
using AfterSales.Engine;
using AfterSales.Engine.Storage;
using Dapper;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Web.SignIn;

/// <summary>
/// Accounts in the engine's database. Reads use pooled connections; writes go through the one writer like everything else.
/// </summary>
public sealed class AccountStore(ProcessEngine engine, IDbConnectionFactory connections, AccountChanges changes)
    : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserLockoutStore<Account>
{
    private const string Columns = "user_name, normalized_name, password_hash, security_stamp, failed_sign_ins, locked_until";

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Task.FromResult(First($"SELECT {Columns} FROM account WHERE normalized_name = @value", normalizedUserName));

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(First($"SELECT {Columns} FROM account WHERE user_name = @value", userId));

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => WriteAsync(
        """
        INSERT INTO account (user_name, normalized_name, password_hash, security_stamp, failed_sign_ins, locked_until, created_at)
        VALUES (@UserName, @NormalizedName, @PasswordHash, @SecurityStamp, @FailedSignIns, @LockedUntil, @Now)
        ON CONFLICT DO NOTHING
        """, user);

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => WriteAsync(
        """
        UPDATE account SET normalized_name = @NormalizedName, password_hash = @PasswordHash, security_stamp = @SecurityStamp,
               failed_sign_ins = @FailedSignIns, locked_until = @LockedUntil
         WHERE user_name = @UserName
        """, user);

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        WriteAsync("DELETE FROM account WHERE user_name = @UserName", user);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.UserName);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserName);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Set(() => user.UserName = userName ?? "");

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedName);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) =>
        Set(() => user.NormalizedName = normalizedName ?? "");

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.LockedUntil);

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) => Set(() => user.LockedUntil = lockoutEnd);

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(++user.FailedSignIns);

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Set(() => user.FailedSignIns = 0);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.FailedSignIns);

    // Every account can be locked: a switch for it would only be a way to forget one.
    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }

    private Account? First(string sql, string value)
    {
        using var connection = connections.OpenRead();
        return connection.QueryFirstOrDefault<Row>(sql, new { value })?.ToAccount();
    }

    private async Task<IdentityResult> WriteAsync(string sql, Account user)
    {
        var changed = await engine.WriteAsync(
            commit => Write(commit.Connection, commit.Transaction, sql, user, commit.Now), user.UserName);
        changes.Note();
        return changed > 0
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityError { Code = "NotWritten", Description = $"The account {user.UserName} could not be written." });
    }

    private static int Write(DbConnection connection, DbTransaction transaction, string sql, Account user, DateTimeOffset now) =>
        connection.Execute(sql, new
        {
            user.UserName,
            user.NormalizedName,
            user.PasswordHash,
            user.SecurityStamp,
            user.FailedSignIns,
            LockedUntil = user.LockedUntil?.ToUnixTimeMilliseconds(),
            Now = now.ToUnixTimeMilliseconds(),
        }, transaction);

    // SQLite gives every integer as 64 bits: the record has to take it so.
    private sealed record Row(string user_name, string normalized_name, string? password_hash, string security_stamp, long failed_sign_ins, long? locked_until)
    {
        public Account ToAccount() => new()
        {
            UserName = user_name,
            NormalizedName = normalized_name,
            PasswordHash = password_hash,
            SecurityStamp = security_stamp,
            FailedSignIns = (int)failed_sign_ins,
            LockedUntil = locked_until is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null,
        };
    }
}
