using System.Xml.Linq;
using AfterSales.Engine;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AfterSales.Service.TaskLinks;

/// <summary>
/// Keeps the keys of Data Protection in the database, so that links and sign-ins outlive a restart and work on every node.
/// </summary>
/// <remarks>The interface of the framework is synchronous; it is called at start and when a key is renewed, on a thread of its own.</remarks>
internal sealed class DatabaseKeyRepository(ProcessEngine engine, TimeProvider time) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        engine.PrepareAsync().GetAwaiter().GetResult();
        using var connection = engine.OpenRead();
        return [.. connection.Query<string>("SELECT xml FROM data_protection_key ORDER BY stored_at, name").Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        engine.PrepareAsync().GetAwaiter().GetResult();
        var row = new
        {
            name = string.IsNullOrEmpty(friendlyName) ? Guid.CreateVersion7().ToString() : friendlyName,
            xml = element.ToString(SaveOptions.DisableFormatting),
            at = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        engine.WriteAsync(commit => commit.Connection.Execute(
            "INSERT INTO data_protection_key (name, xml, stored_at) VALUES (@name, @xml, @at) ON CONFLICT (name) DO UPDATE SET xml = excluded.xml",
            row, commit.Transaction)).GetAwaiter().GetResult();
    }
}
