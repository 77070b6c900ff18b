using AfterSales.Service.Forms;
using AfterSales.Service.Registers;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.Domain;

/// <summary>What the registers answer alike: pages of a search, entries that were refused.</summary>
internal static class RegisterAnswers
{
    private const int LargestPage = 200;

    /// <summary>The problem with a page that was asked for, or null.</summary>
    public static IResult? WrongPage(HttpContext http, int skip, int take) =>
        skip < 0 || take is < 1 or > LargestPage ? ApiProblem.Invalid(http, "'skip' must not be negative and 'take' must be between 1 and 200.") : null;

    public static IResult Page<T>(Found<T> found, Func<T, object> item) => Results.Ok(new { total = found.Total, items = found.Items.Select(item) });

    public static IResult Refused(HttpContext http, IReadOnlyList<FormError> errors) => ApiProblem.InvalidFields(
        http, "The entry was not saved; see 'errors'.", errors.GroupBy(error => error.Field).ToDictionary(field => field.Key, field => field.Select(error => error.Message).ToArray()));
}
