using AfterSales.Service.Charges;
using AfterSales.Service.Commerce;
using AfterSales.Service.Languages;
using AfterSales.Service.Parts;
using AfterSales.Web.Api.Http;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary>The catalogue of spare parts with its stock; warehouse and purchasing keep it.</summary>
internal static class PartsApi
{
    private const int LongestText = 200;

    private static readonly string[] Units = ["pcs", "m", "l", "kg", "set"];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/parts", async (HttpContext http, PartQueries parts, string? text, int skip = 0, int take = 100, CancellationToken ct = default) =>
                TradeAnswers.PageProblem(http, skip, take) ?? TradeAnswers.Page(await parts.ListAsync(text, skip, take, ct), Item))
            .RequireAuthorization(Rights.Staff).WithSummary("Spare parts with their stock, by number: text, skip, take.");
        api.MapGet("/parts/{number}", async (HttpContext http, string number, PartQueries parts, CancellationToken ct) =>
                await parts.GetAsync(number, ct) is { } found ? Results.Ok(Item(found)) : ApiProblem.NotFound(http, "There is no such part in the catalogue."))
            .RequireAuthorization(Rights.Staff).WithSummary("One spare part with its stock per warehouse.");
        api.MapPut("/parts/{number}", SaveAsync).RequireAuthorization(Rights.Staff).WithSummary("Adds or changes a spare part: name {en, fa, zh}, unit, price, currency, leadDays, active.");
        api.MapPost("/parts/{number}/stock", ChangeStockAsync).RequireAuthorization(Rights.Staff).WithSummary("Corrects stock: warehouse, change (negative takes away), reason.");
    }

    private static async Task<IResult> SaveAsync(HttpContext http, string number, JsonBody body, SignedInPerson signedIn, PartCatalog catalog, PartQueries parts, CancellationToken ct)
    {
        if (!PartCatalog.MayChange(signedIn.Person!))
            return ApiProblem.Forbidden(http, "Warehouse and purchasing keep the catalogue.");
        var part = Read(number, body);
        if (body.Problem() is { } problem)
            return problem;
        await catalog.SaveAsync(part, signedIn.Person!, ct);
        return Results.Ok(Item((await parts.GetAsync(part.Number, ct))!));
    }

    private static Part Read(string number, JsonBody body)
    {
        var name = body.Nested("name");
        var english = name.RequiredText("en").Trim();
        var (persian, chinese) = (name.Text("fa"), name.Text("zh"));
        name.RejectUnread();
        var unit = body.Text("unit") ?? "pcs";
        if (!Units.Contains(unit))
            body.Refuse("unit", "must be one of " + string.Join(", ", Units));
        if (number.Length > 100 || Blank.Is(number))
            body.Refuse("number", "must be a part number of at most 100 characters");
        if (english.Length > LongestText || persian?.Length > LongestText || chinese?.Length > LongestText)
            body.Refuse("name", "must have at most 200 characters in each language");
        return new Part
        {
            Number = number.Trim(), Name = new LocalText(english, persian, chinese), Unit = unit, Price = TradeAnswers.ReadMoney(body, "price", "currency"),
            LeadDays = body.Int("leadDays", 0, 730) ?? Part.UsualLeadDays, Active = body.Bool("active") ?? true,
        };
    }

    private static async Task<IResult> ChangeStockAsync(HttpContext http, string number, JsonBody body, SignedInPerson signedIn, PartCatalog catalog, PartQueries parts, CancellationToken ct)
    {
        if (!PartCatalog.MayChange(signedIn.Person!))
            return ApiProblem.Forbidden(http, "Warehouse and purchasing keep the stock.");
        var warehouse = body.RequiredText("warehouse");
        var reason = body.RequiredText("reason");
        var change = TradeAnswers.ReadDecimal(body, "change");
        if (body.Problem() is { } problem)
            return problem;
        return await catalog.ChangeStockAsync(number, warehouse, change, reason, signedIn.Person!, ct) switch
        {
            null => Results.Ok(Item((await parts.GetAsync(number, ct))!)),
            StockRefusal.UnknownPart => ApiProblem.NotFound(http, "There is no such part in the catalogue."),
            StockRefusal.UnknownWarehouse => ApiProblem.Invalid(http, "There is no such warehouse; there are main, branch and defective."),
            StockRefusal.NotEnough => ApiProblem.Conflict(http, "Less would be left than is kept back for requisitions."),
            _ => ApiProblem.Invalid(http, "'change' must not be nought, at most a million, with three decimals at most."),
        };
    }

    private static object Item(Part part) => new
    {
        partNumber = part.Number,
        name = new { en = part.Name.English, fa = part.Name.Persian, zh = part.Name.Chinese },
        unit = part.Unit,
        price = part.Price?.Stored,
        currency = part.Price?.Currency.Code,
        leadDays = part.LeadDays,
        active = part.Active,
        free = part.Stock.Sum(place => place.Free),
        stock = part.Stock.Select(place => new { warehouse = place.Warehouse, onHand = place.OnHand, reserved = place.Reserved, usable = place.IsUsable }),
    };
}
