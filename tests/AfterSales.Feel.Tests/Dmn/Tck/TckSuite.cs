using System.Xml.Linq;
using AfterSales.Feel.Dmn;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Tests.Dmn.Tck;

/// <summary>The outcome of one expected result of one test case.</summary>
internal sealed record TckOutcome(string Suite, string Case, string Decision, bool Passed, string Detail);

/// <summary>
/// Runs the test case files of one folder of the kit. The kit puts wrong expressions into its models and expects null
/// of them, so the models are read tolerantly; a deployment refuses them.
/// </summary>
internal static class TckSuite
{
    public static IEnumerable<TckOutcome> Run(string folder)
    {
        var suite = Path.GetFileName(folder);
        foreach (var file in Directory.EnumerateFiles(folder, "*-test-*.xml").Order(StringComparer.Ordinal))
        {
            var root = XDocument.Load(file, LoadOptions.PreserveWhitespace).Root!;
            var model = root.Elements().First(e => e.Name.LocalName == "modelName").Value.Trim();
            var read = DmnReader.ReadTolerantly(File.ReadAllBytes(Path.Combine(folder, model)), Feel.Compiler);
            foreach (var testCase in root.Elements().Where(e => e.Name.LocalName == "testCase"))
                foreach (var outcome in Case(suite, testCase, read))
                    yield return outcome;
        }
    }

    private static IEnumerable<TckOutcome> Case(string suite, XElement testCase, DmnRead read)
    {
        var id = testCase.Attribute("id")?.Value ?? "";
        var inputs = new FeelContext(testCase.Elements().Where(e => e.Name.LocalName == "inputNode")
            .Select(e => KeyValuePair.Create(e.Attribute("name")!.Value, TckValues.Read(e))));
        foreach (var node in testCase.Elements().Where(e => e.Name.LocalName == "resultNode"))
        {
            var name = node.Attribute("name")!.Value;
            if (read.Model is null)
            {
                yield return new TckOutcome(suite, id, name, false, "not read: " + string.Join("; ", read.Problems.Take(3)));
                continue;
            }
            var result = Evaluate(read.Model, testCase, name, inputs);
            var expected = node.Elements().FirstOrDefault(e => e.Name.LocalName == "expected") is { } written ? TckValues.Read(written) : FeelValue.Null;
            var passed = result is not null && TckValues.Matches(expected, result.Value);
            yield return new TckOutcome(suite, id, name, passed, result is null ? "no such decision"
                : $"expected {expected}, but was {result.Value}; {string.Join("; ", result.Warnings.Select(w => w.Message).Take(3))}");
        }
    }

    private static DmnResult? Evaluate(DmnModel model, XElement testCase, string decision, FeelContext inputs) =>
        testCase.Attribute("type")?.Value == "decisionService"
            ? model.Services.FirstOrDefault(s => s.Name == testCase.Attribute("invocableName")!.Value)?.Evaluate(inputs, Feel.Environment)
            : model.Decisions.FirstOrDefault(d => d.Name == decision)?.Evaluate(inputs, Feel.Environment);
}
