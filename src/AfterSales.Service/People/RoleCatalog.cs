using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Service.Languages;

namespace AfterSales.Service.People;

/// <summary>
/// The roles and departments the service knows, with their names in three languages, from the embedded
/// <c>roles.json</c>. An unknown id is no error: it is shown as it is, so that a company may add its own roles.
/// </summary>
public sealed partial class RoleCatalog
{
    private readonly FrozenDictionary<string, Role> _byId;
    private readonly FrozenDictionary<string, Role> _byName;

    public RoleCatalog(IEnumerable<Role> roles)
    {
        All = [.. roles];
        _byId = All.ToFrozenDictionary(role => role.Id, StringComparer.Ordinal);
        _byName = All
            .SelectMany(role => NamesOf(role).Select(name => (name, role)))
            .DistinctBy(pair => pair.name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(pair => pair.name, pair => pair.role, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The catalogue that ships with the product.</summary>
    public static RoleCatalog Default { get; } = Load();

    public IReadOnlyList<Role> All { get; }

    public Role? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Finds a role by its id, one of its names or an alias, in any language.</summary>
    public Role? FindByName(string name) => _byName.GetValueOrDefault(name.Trim());

    /// <summary>The name to show for a role id; the id itself when the role is unknown.</summary>
    public LocalText NameOf(string id) => Find(id)?.Name ?? new LocalText(id);

    private static IEnumerable<string> NamesOf(Role role) =>
        new[] { role.Id, role.Name.English, role.Name.Persian, role.Name.Chinese }.OfType<string>().Concat(role.Aliases);

    private static RoleCatalog Load()
    {
        using var stream = typeof(RoleCatalog).Assembly.GetManifestResourceStream("People/roles.json")!;
        return new RoleCatalog(JsonSerializer.Deserialize(stream, RoleJson.Default.ListRole)!);
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(List<Role>))]
    private sealed partial class RoleJson : JsonSerializerContext;
}
