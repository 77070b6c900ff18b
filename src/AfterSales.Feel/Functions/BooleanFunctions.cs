using AfterSales.Feel.Values;
using static AfterSales.Feel.Functions.Define;

namespace AfterSales.Feel.Functions;

internal static class BooleanFunctions
{
    public static readonly IReadOnlyList<FeelFunctionDefinition> All =
    [
        Function("not", "negand", call => call.Single(0) is FeelBoolean value ? FeelValue.Of(!value.Value) : FeelValue.Null),
        Function("is", "value1, value2", call => FeelValue.Of(call.Arguments[0].Equals(call.Arguments[1]))),
        // Reached only with named arguments; the usual call is a special form, for which a missing variable is no fault.
        Function("is defined", "value", call => FeelValue.Of(!call.Arguments[0].IsNull)),
        Function("get or else", "value, default", call => call.Arguments[0].IsNull ? call.Arguments[1] : call.Arguments[0]),
    ];
}
