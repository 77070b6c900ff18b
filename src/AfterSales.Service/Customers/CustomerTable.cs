using System.Data.Common;
using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Customers;

/// <summary>Customers in the database.</summary>
internal static class CustomerTable
{
    private const string Select =
        "SELECT customer_key AS Key, name AS Name, email AS Email, phone AS Phone, company AS Company, language AS Language, created_at AS CreatedAt FROM customers";

    /// <summary>
    /// The customer with this address, or a new one. What is on file stays as it is, gaps are filled and the language
    /// follows the latest request.
    /// </summary>
    public static long FindOrAdd(CommitContext commit, string name, string email, string? phone, string? company, Language language) =>
        commit.First<long>(
            """
            INSERT INTO customers (customer_key, email, name, phone, company, language, created_at)
            VALUES (@Key, @Email, @name, @phone, @company, @Language, @Now)
            ON CONFLICT (email) DO UPDATE SET
                phone = coalesce(customers.phone, excluded.phone), company = coalesce(customers.company, excluded.company), language = excluded.language
            RETURNING customer_key
            """,
            new { Key = commit.NextKey(), Email = Normal(email), name, phone, company, Language = language.Code(), Now = commit.Now.ToStored() });

    public static void Update(CommitContext commit, long key, string name, string email, string? phone, string? company, Language language) => commit.Execute(
        "UPDATE customers SET name = @name, email = @Email, phone = @phone, company = @company, language = @Language WHERE customer_key = @key",
        new { key, name, Email = Normal(email), phone, company, Language = language.Code() });

    /// <summary>Whose address it is; null when nobody's.</summary>
    public static long? KeyOf(CommitContext commit, string email) =>
        commit.First<long?>("SELECT customer_key FROM customers WHERE email = @Email", new { Email = Normal(email) });

    /// <summary>By part of name, company, address or phone; the newest first.</summary>
    public static Registers.Found<Customer> Search(DbConnection db, string? text, int skip, int take)
    {
        const string where =
            """
            FROM customers WHERE @Text IS NULL OR lower(name) LIKE @Text ESCAPE '\' OR lower(company) LIKE @Text ESCAPE '\' OR lower(email) LIKE @Text ESCAPE '\' OR lower(phone) LIKE @Text ESCAPE '\'
            """;
        var parameters = new { Text = string.IsNullOrWhiteSpace(text) ? null : Sql.Anywhere(Digits.ToLatin(text.Trim())), skip, take };
        var total = (int)db.List<long>($"SELECT count(*) {where}", parameters)[0];
        const string columns = "customer_key AS Key, name AS Name, email AS Email, phone AS Phone, company AS Company, language AS Language, created_at AS CreatedAt";
        return new([.. db.List<Row>($"SELECT {columns} {where} ORDER BY created_at DESC, customer_key DESC LIMIT @take OFFSET @skip", parameters).Select(row => row.ToCustomer())], total);
    }

    public static Customer? Find(DbConnection db, long key) => First(db, $"{Select} WHERE customer_key = @key", new { key });

    public static Customer? Find(DbConnection db, string email) => First(db, $"{Select} WHERE email = @Email", new { Email = Normal(email) });

    /// <summary>Addresses are compared in lower case, as every mail server of our time does.</summary>
    public static string Normal(string email) => email.Trim().ToLowerInvariant();

    private static Customer? First(DbConnection db, string sql, object parameters) => db.List<Row>(sql, parameters).FirstOrDefault()?.ToCustomer();

    private sealed class Row
    {
        public long Key { get; init; }
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string? Phone { get; init; }
        public string? Company { get; init; }
        public string Language { get; init; } = "";
        public long CreatedAt { get; init; }

        public Customer ToCustomer() => new()
        {
            Key = Key,
            Name = Name,
            Email = Email,
            Phone = Phone,
            Company = Company,
            Language = LanguageCodes.Parse(Language),
            CreatedAt = Instants.FromStored(CreatedAt),
        };
    }
}
