using AfterSales.Feel.Values;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Variables in a body: a JSON object of any depth the engine takes.</summary>
internal static class VariablesBody
{
    public static FeelContext Read(JsonBody body, string name)
    {
        if (body.Object(name) is not { } variables)
            return FeelContext.Empty;
        if (FeelJson.Read(variables) is FeelContext context)
            return context;
        body.Refuse(name, "must be an object");
        return FeelContext.Empty;
    }
}
