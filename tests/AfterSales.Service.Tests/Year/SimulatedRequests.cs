using AfterSales.Service.Intake;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Tests.Year;

/// <summary>The requests of a year: most in working hours, some at night and on days off, from the same few hundred customers.</summary>
internal sealed class SimulatedRequests(Random random, IReadOnlyList<string> kinds)
{
    private static readonly Dictionary<string, double> Weights = new()
    {
        ["complaint"] = 30, ["repair"] = 38, ["installation"] = 12, ["training"] = 8, ["return"] = 7, ["service-request"] = 5,
    };

    private static readonly string[] Urgencies = ["normal", "normal", "normal", "high", "high", "urgent"];
    private static readonly string[] Models = ["HL-3000", "HX-20", "KT-7", "DL-450"];

    /// <summary>In the order they come in.</summary>
    public IReadOnlyList<(DateTimeOffset At, NewRequest Request)> All(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (At: Moment(), Request: Request())).OrderBy(request => request.At)];

    private DateTimeOffset Moment()
    {
        var days = (YearOptions.LastRequest - YearOptions.From).TotalDays;
        var day = YearOptions.From.Date.AddDays(random.NextDouble() * days).Date;
        // Nine in ten by day (UTC 4 to 13 covers the working hours of all three calendars), the others whenever.
        var hour = random.NextDouble() < 0.9 ? 4 + (random.NextDouble() * 9) : random.NextDouble() * 24;
        var at = new DateTimeOffset(day.AddHours(hour), TimeSpan.Zero);
        return at < YearOptions.From ? YearOptions.From : at;
    }

    private NewRequest Request()
    {
        var customer = random.Next(300);
        var language = (Language)random.Next(3);
        var model = Models[random.Next(Models.Length)];
        return new NewRequest
        {
            Kind = Kind(),
            CustomerName = $"Customer {customer}",
            CustomerEmail = $"customer{customer}@customer.example",
            CustomerPhone = "+98 21 5550 0134",
            CustomerCompany = $"Company {customer}",
            ProductModel = model,
            SerialNumber = random.NextDouble() < 0.85 ? $"{model}-{customer:000}" : null,
            Subject = "Something needs doing",
            Description = "Told in the words of the customer.",
            Channel = "web",
            Urgency = Urgencies[random.Next(Urgencies.Length)],
            Language = language,
        };
    }

    private string Kind()
    {
        var offered = kinds.Where(Weights.ContainsKey).ToList();
        var left = random.NextDouble() * offered.Sum(kind => Weights[kind]);
        return offered.First(kind => (left -= Weights[kind]) < 0 || kind == offered[^1]);
    }
}
