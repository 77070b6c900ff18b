using AfterSales.Service.People;

namespace AfterSales.Service.WorkOrders;

/// <summary>
/// What a technician has to be able to do: a role (<c>service-engineer</c>), or a role and a topic in which he needs a staff training
/// that he passed and that still holds on the day (<c>service-engineer/HX-20</c>, RES-03).
/// </summary>
public sealed record Skill(string Role, string? Topic = null)
{
    /// <summary>Reads a skill; the role may be given by one of its names in any language.</summary>
    public static Skill Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var role = (slash < 0 ? text : text[..slash]).Trim();
        var topic = slash < 0 ? "" : text[(slash + 1)..].Trim();
        return new Skill(RoleCatalog.Default.Find(role)?.Id ?? RoleCatalog.Default.FindByName(role)?.Id ?? role, topic.Length == 0 ? null : topic);
    }

    public override string ToString() => Topic is null ? Role : $"{Role}/{Topic}";
}
