using System.Text;
using AfterSales.Feel.Dmn;
using AfterSales.Feel.Values;
using Shouldly;

namespace AfterSales.Feel.Tests.Dmn;

/// <summary>Small DMN files for tests.</summary>
internal static class Models
{
    public static string Definitions(string content) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="model" name="Model" namespace="test">
        {content}
        </definitions>
        """;

    /// <summary>A decision "d" with a table of one input <c>x</c>: each rule is "test => output, output …".</summary>
    public static string Table(string policy, string outputs, params string[] rules)
    {
        var rows = new StringBuilder();
        foreach (var (rule, index) in rules.Select((rule, index) => (rule, index + 1)))
        {
            var parts = rule.Split("=>", StringSplitOptions.TrimEntries);
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"<rule id=\"r{index}\"><inputEntry><text>{Escape(parts[0])}</text></inputEntry>");
            foreach (var output in parts[1].Split(';', StringSplitOptions.TrimEntries))
                rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"<outputEntry><text>{Escape(output)}</text></outputEntry>");
            rows.Append("</rule>\n");
        }
        return Definitions($"""
            <decision id="d" name="Decision">
            <decisionTable {policy}>
            <input id="i1" label="The x"><inputExpression typeRef="number"><text>x</text></inputExpression></input>
            {outputs}
            {rows}
            </decisionTable></decision>
            """);
    }

    public const string OneOutput = "<output id=\"o1\"/>";

    public static DmnModel Read(string xml)
    {
        var read = DmnReader.Read(Encoding.UTF8.GetBytes(xml), Feel.Compiler);
        read.Problems.ShouldBeEmpty();
        return read.Model!;
    }

    public static IReadOnlyList<DmnProblem> Problems(string xml)
    {
        var read = DmnReader.Read(Encoding.UTF8.GetBytes(xml), Feel.Compiler);
        read.Model.ShouldBeNull();
        return read.Problems;
    }

    public static DmnResult Evaluate(string xml, string variables, string decision = "d") =>
        Read(xml).Decisions.Single(d => d.Id == decision).Evaluate((FeelContext)Feel.Evaluate(variables).Value, Feel.Environment);

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
