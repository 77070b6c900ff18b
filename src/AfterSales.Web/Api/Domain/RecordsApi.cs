using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using AfterSales.Service.Records;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary>Filled forms over all cases the account may see: found, read one by one, exported (RPT-21).</summary>
internal static class RecordsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/records", ListAsync).RequireAuthorization(Rights.Staff)
            .WithSummary("Records, newest first: text, type, kind, filledBy, serialNumber, from, to, skip, take, language.");
        api.MapGet("/records.csv", CsvAsync).RequireAuthorization(Rights.Staff)
            .WithSummary($"The same search as a table with one row per filled field; at most {RecordSearch.LargestExport} records.");
        api.MapGet("/records/{number}", GetAsync).RequireAuthorization(Rights.Staff)
            .WithSummary("One record with all sections and their earlier revisions.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, SignedInPerson signedIn, RecordSearch records, [AsParameters] Query query, int skip = 0, int take = 50, CancellationToken ct = default)
    {
        if (query.Problem(http) is { } problem)
            return problem;
        if (skip < 0 || take is < 1 or > RecordSearch.LargestPage)
            return ApiProblem.Invalid(http, $"'skip' must not be negative and 'take' must be between 1 and {RecordSearch.LargestPage}.");
        var words = query.Words(signedIn.Person!.Language);
        var page = await records.FindAsync(query.Filter() with { Skip = skip, Take = take }, signedIn.Person!, ct);
        return Results.Ok(new
        {
            total = page.Total,
            items = page.Items.Select(item => new
            {
                number = item.Number,
                caseNumber = item.CaseNumber,
                type = item.Type.Id,
                name = item.Type.Name.In(words),
                originalName = item.Type.Original,
                subject = item.Subject,
                customer = item.Customer,
                serialNumber = item.SerialNumber,
                lastFilledBy = item.LastBy,
                openedAt = Answers.Instant(item.OpenedAt),
                filedAt = Answers.Instant(item.FiledAt),
            }),
        });
    }

    private static async Task<IResult> CsvAsync(HttpContext http, SignedInPerson signedIn, RecordSearch records, [AsParameters] Query query, CancellationToken ct)
    {
        if (query.Problem(http) is { } problem)
            return problem;
        var found = await records.ExportAsync(query.Filter(), signedIn.Person!, ct);
        return Results.File(RecordCsv.Write(found, query.Words(signedIn.Person!.Language)), "text/csv; charset=utf-8", "records.csv");
    }

    private static async Task<IResult> GetAsync(HttpContext http, string number, SignedInPerson signedIn, RecordQueries records, CaseQueries cases, string? language, CancellationToken ct)
    {
        if (language is not null && !LanguageCodes.TryParse(language, out _))
            return ApiProblem.Invalid(http, "'language' must be en, fa or zh.");
        var words = language is null ? signedIn.Person!.Language : LanguageCodes.Parse(language);
        if (await records.FindAsync(number, ct) is not { } record || !await cases.MaySeeAsync(record.CaseNumber, signedIn.Person!, ct))
            return ApiProblem.NotFound(http, $"There is no record {number} that this account may see.");
        return Results.Ok(RecordJson.Of(record, words));
    }

    /// <summary>What all searches for records take.</summary>
    internal readonly record struct Query(
        string? Text, string? Type, string? Kind, string? FilledBy, string? SerialNumber, DateTimeOffset? From, DateTimeOffset? To, string? Language)
    {
        public IResult? Problem(HttpContext http) =>
            Language is not null && !LanguageCodes.TryParse(Language, out _) ? ApiProblem.Invalid(http, "'language' must be en, fa or zh.")
            : Kind is not null && CaseKinds.Find(Kind) is null ? ApiProblem.Invalid(http, $"Kind '{Kind}' is unknown; there are {string.Join(", ", CaseKinds.All.Select(kind => kind.Id))}.")
            : From >= To ? ApiProblem.Invalid(http, "'from' must lie before 'to'.")
            : null;

        public Language Words(Language otherwise) => Language is null ? otherwise : LanguageCodes.Parse(Language);

        public RecordFilter Filter() => new() { Text = Text, TypeId = Type, Kind = Kind, FilledBy = FilledBy, SerialNumber = SerialNumber, OpenedFrom = From, OpenedBefore = To };
    }
}
