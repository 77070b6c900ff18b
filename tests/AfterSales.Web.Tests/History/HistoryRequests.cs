using System.Text.Json;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.TestSupport;

namespace AfterSales.Web.Tests.History;

/// <summary>What customers ask for over the months: the sample requests and the further subjects of <c>requests.json</c>, each with the way its case takes.</summary>
internal sealed class HistoryRequests
{
    /// <summary>Process, path and weight of the ways of each kind of case.</summary>
    private static readonly Dictionary<string, (string Process, (string Path, int Weight)[] Ways)> Ways = new()
    {
        ["complaint"] = ("complaint-handling", [("solved-and-satisfied", 8), ("level-1-by-guidance", 4), ("out-of-scope", 1), ("not-responsible", 2), ("assisted", 1), ("survey-below-warning-line", 1)]),
        ["repair"] = ("repair", [("on-site", 6), ("remote", 4), ("declined", 1), ("quoted-with-a-part", 2)]),
        ["installation"] = ("installation", [("accepted-in-time", 4), ("at-a-home-soon", 2)]),
        ["training"] = ("customer-training", [("trained-and-signed", 3), ("sent-back-once", 1)]),
        ["return"] = ("return-exchange", [("exchanged-in-time", 3), ("deducted", 1), ("outside-the-terms", 1)]),
        ["service-request"] = ("service-request", [("answered", 3), ("planned-and-agreed", 1)]),
    };

    private static readonly (string Kind, int Weight)[] Kinds = [("complaint", 40), ("repair", 30), ("installation", 12), ("training", 6), ("return", 6), ("service-request", 6)];

    private readonly Random _random;
    private readonly List<(NewRequest Request, string Model)> _subjects = [];

    public HistoryRequests(Random random)
    {
        _random = random;
        var samples = Directory.GetFiles(RepositoryRoot.Combine("samples", "requests"), "*.json").Order(StringComparer.Ordinal).Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement).ToList();
        foreach (var sample in samples)
            _subjects.Add((Request(sample, sample.GetProperty("customer")), sample.GetProperty("product").GetProperty("model").GetString()!));
        foreach (var more in JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Combine("tests", "AfterSales.Web.Tests", "History", "requests.json"))).RootElement.EnumerateArray())
        {
            var language = more.GetProperty("language").GetString();
            var model = more.GetProperty("model").GetString()!;
            var customers = samples.Where(sample => sample.GetProperty("language").GetString() == language).ToList();
            var customer = customers.Find(sample => sample.GetProperty("product").GetProperty("model").GetString() == model);
            if (customer.ValueKind == JsonValueKind.Undefined)
                customer = customers[_subjects.Count % customers.Count];
            _subjects.Add((Request(more, customer.GetProperty("customer")), model));
        }
    }

    /// <summary>How many machines of a model a customer has.</summary>
    public const int PerModel = 6;

    /// <summary>Which customer has which model.</summary>
    public static IReadOnlyList<(NewRequest Owner, string Model)> Machines => [.. new HistoryRequests(new Random(0))._subjects.Where(subject => subject.Request.Kind == "complaint")];

    /// <summary>The serial number of the nth machine of a model.</summary>
    public static string Serial(string model, int number) => FormattableString.Invariant($"{model.Split(' ')[^1]}-{2400 + number}");

    /// <summary>One to come, with the process and the path it will take.</summary>
    public (NewRequest Request, string Process, string Path) Next()
    {
        var kind = Pick(Kinds);
        var ofKind = _subjects.Where(subject => subject.Request.Kind == kind).ToList();
        var (request, model) = ofKind[_random.Next(ofKind.Count)];
        var (process, ways) = Ways[kind];
        return (request with
        {
            ProductModel = model,
            SerialNumber = Serial(model, _random.Next(PerModel)),
            OrderNumber = FormattableString.Invariant($"SO-25-{1000 + _random.Next(900)}"),
            Urgency = Pick(("normal", 6), ("high", 3), ("urgent", 1)),
        }, process, Pick(ways));
    }

    private static NewRequest Request(JsonElement told, JsonElement customer) => new()
    {
        Kind = told.GetProperty("kind").GetString()!,
        Subject = told.GetProperty("subject").GetString(),
        Description = told.GetProperty("description").GetString(),
        Language = LanguageCodes.Parse(told.GetProperty("language").GetString()),
        CustomerName = customer.GetProperty("name").GetString(),
        CustomerCompany = customer.GetProperty("company").GetString(),
        CustomerEmail = customer.GetProperty("email").GetString(),
        CustomerPhone = customer.GetProperty("phone").GetString(),
        Channel = "web",
    };

    private string Pick(params (string Id, int Weight)[] choices)
    {
        var left = _random.Next(choices.Sum(choice => choice.Weight));
        return choices.First(choice => (left -= choice.Weight) < 0).Id;
    }
}
