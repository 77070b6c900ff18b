using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary>Function definitions and calls.</summary>
internal sealed partial class ExpressionCompiler
{
    private Evaluator Function(FunctionSyntax syntax, Binding? scope)
    {
        if (syntax.Body is null)
            return frame => frame.Evaluation.Fail(syntax.Position, "External functions are not run here.");
        foreach (var (name, _) in syntax.Parameters)
            scope = new Binding(name, false, scope);
        var body = Compile(syntax.Body, scope);
        var names = syntax.Parameters.Select(parameter => parameter.Name).ToArray();
        var types = syntax.Parameters.Select(parameter => parameter.Type).ToArray();
        return frame => new FeelFunction(new FeelFunctionDefinition("function", names, names.Length, call =>
        {
            var inner = frame;
            for (var i = 0; i < types.Length; i++)
            {
                if (Coercion.To(types[i], call.Arguments[i]) is not { } argument)
                    return call.Fail($"The parameter '{names[i]}' takes {types[i]}, but is given {Describe.Value(call.Arguments[i])}.");
                inner = inner.With(argument);
            }
            return body(inner);
        }));
    }

    private Evaluator Invoke(InvocationSyntax syntax, Binding? scope)
    {
        if (SpecialForm(syntax, scope) is { } special)
            return special;
        var target = Target(syntax.Target, scope);
        var arguments = syntax.Arguments.Select(argument => Compile(argument, scope)).ToArray();
        var (names, position) = (syntax.Names, syntax.Position);
        return frame =>
        {
            if (target(frame) is not { } called)
                return frame.Evaluation.Fail(position, $"There is no function named '{((NameSyntax)syntax.Target).Name}'.");
            if (called is not FeelFunction function)
                return frame.Evaluation.Fail(position, $"{Describe.Capital(Describe.Kind(called))} cannot be called.");
            var values = new FeelValue[arguments.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = arguments[i](frame);
            return names is null ? Invocation.Call(function, values, frame.Evaluation, position)
                : Invocation.Call(function, names, values, frame.Evaluation, position);
        };
    }

    /// <summary>
    /// What is called. A built-in function is found even where a variable of its name holds something else, since
    /// people do name variables "date" or "count".
    /// </summary>
    private Func<Frame, FeelValue?> Target(Syntax syntax, Binding? scope)
    {
        if (syntax is not NameSyntax { Name: var name } || IsBound(name, scope))
            return Compile(syntax, scope).Invoke;
        var function = functions.GetValueOrDefault(name);
        if (function is null)
            _variables.Add(name);
        return frame => frame.Evaluation.Scope.TryGet(name, out var value) && (value is FeelFunction || function is null) ? value : function;
    }

    private static bool IsBound(string name, Binding? scope)
    {
        for (var binding = scope; binding is not null; binding = binding.Outer)
            if (binding.Name == name)
                return true;
        return false;
    }
}
