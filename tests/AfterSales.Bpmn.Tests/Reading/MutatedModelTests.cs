using System.Globalization;
using System.Text;
using System.Xml.Linq;
using AfterSales.Bpmn.Lint;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;
using AfterSales.Bpmn.Tests.Support;
using AfterSales.Bpmn.Writing;
using AfterSales.Feel;
using Shouldly;
using Xunit;

namespace AfterSales.Bpmn.Tests.Reading;

/// <summary>Reference models and our own workflows with random damage to their trees: each is read, judged and written back, or refused in words. Nothing is thrown.</summary>
public class MutatedModelTests
{
    private const int PerModel = 25;
    private static readonly XNamespace Bpmn = BpmnNamespaces.Bpmn;

    [Fact]
    public void Damaged_models_are_judged_or_refused_but_never_thrown_at()
    {
        var first = Environment.GetEnvironmentVariable("AFTERSALES_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : System.Random.Shared.Next(1_000_000);
        TestContext.Current.TestOutputHelper?.WriteLine($"AFTERSALES_SEED={first}");
        var files = ReferenceModels.Files().Concat(Directory.GetFiles(Path.Combine(Repository.Root, "workflows"), "*.bpmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(8));
        var feel = new FeelCompiler();
        var (refused, compiled) = (0, 0);
        foreach (var file in files)
        {
            var original = XDocument.Load(file);
            for (var seed = first; seed < first + PerModel; seed++)
            {
                var xml = Damage(new XDocument(original), new System.Random(seed)).ToString();
                try
                {
                    var problems = Judge(xml, feel);
                    problems.ShouldAllBe(problem => problem.Message.Length > 10 && problem.Line >= 0);
                    (refused, compiled) = problems.Count > 0 ? (refused + 1, compiled) : (refused, compiled + 1);
                    BpmnDocument.Read(xml).ShouldNotBeNull().Write().Length.ShouldBeGreaterThan(0);
                }
                catch (Exception problem)
                {
                    throw new ShouldAssertException($"{Path.GetFileName(file)} damaged by seed {seed} was thrown at; run again with AFTERSALES_SEED={seed}.\n{problem}", problem);
                }
            }
        }
        refused.ShouldBeGreaterThan(100, "most of the reference models are drawings, and most damage shows");
        compiled.ShouldBeGreaterThan(0, "and some does not matter");
    }

    private static IReadOnlyList<BpmnProblem> Judge(string xml, FeelCompiler feel)
    {
        var read = BpmnReader.Read(Encoding.UTF8.GetBytes(xml));
        if (read.Model is not { } model)
            return read.Problems;
        return Linter.Lint(model, new LintLibrary { Feel = feel }).Problems;
    }

    private static XDocument Damage(XDocument document, System.Random random)
    {
        // As if every drawing were meant to run: then more of it is judged.
        foreach (var process in document.Root!.Elements(Bpmn + "process"))
            process.SetAttributeValue("isExecutable", "true");
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            var elements = document.Root.Descendants().ToList();
            if (elements.Count < 2)
                break;
            var (one, other) = (elements[random.Next(elements.Count)], elements[random.Next(elements.Count)]);
            var attributes = one.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).ToList();
            switch (random.Next(9))
            {
                case 0:
                    one.Remove();
                    break;
                case 1:
                    one.AddAfterSelf(new XElement(one));
                    break;
                case 2:
                    one.Name = other.Name;
                    break;
                case 3 when attributes.Count > 0:
                    attributes[random.Next(attributes.Count)].Remove();
                    break;
                case 4 when attributes.Count > 0:
                    attributes[random.Next(attributes.Count)].Value = other.Attributes().Select(attribute => attribute.Value).FirstOrDefault() ?? "=(";
                    break;
                case 5 when !other.AncestorsAndSelf().Contains(one):
                    one.Remove();
                    other.Add(one);
                    break;
                case 6:
                    other.AddFirst(new XElement(one));
                    break;
                case 7:
                    one.Name = XName.Get(one.Name.LocalName, random.Next(2) == 0 ? "" : BpmnNamespaces.Zeebe);
                    break;
                default:
                    one.Value = new[] { "", "=", "=a +", "R/PT0S", "P1Y", new string('9', 400) }[random.Next(6)];
                    break;
            }
        }
        return document;
    }
}
