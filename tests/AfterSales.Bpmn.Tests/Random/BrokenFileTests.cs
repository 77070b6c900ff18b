using System.Text;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Reading;
using AfterSales.Feel;
using Shouldly;
using Xunit;

namespace AfterSales.Bpmn.Tests.Random;

/// <summary>Good files with random damage: whatever becomes of them, there is an answer and no exception.</summary>
public class BrokenFileTests
{
    [Fact]
    public void Damaged_files_are_read_or_refused_but_never_thrown_at()
    {
        var first = Environment.GetEnvironmentVariable("AFTERSALES_SEED") is { Length: > 0 } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : System.Random.Shared.Next(1_000_000);
        var feel = new FeelCompiler();
        var (refused, compiled) = (0, 0);
        for (var seed = first; seed < first + 300; seed++)
        {
            var random = new System.Random(seed);
            var xml = Damage(BlockDrawing.Of(new BlockGenerator(seed).Process()), random);
            try
            {
                var read = BpmnReader.Read(Encoding.UTF8.GetBytes(xml));
                var problems = read.Model is { } model ? ProcessCompiler.Compile(model, feel).Problems : read.Problems;
                problems.ShouldAllBe(problem => problem.Message.Length > 0);
                (refused, compiled) = problems.Count > 0 ? (refused + 1, compiled) : (refused, compiled + 1);
            }
            catch (Exception problem)
            {
                throw new ShouldAssertException($"Damage of seed {seed} was thrown at; run again with AFTERSALES_SEED={seed}.\n{problem}", problem);
            }
        }
        refused.ShouldBeGreaterThan(50, "most damage shows");
        compiled.ShouldBeGreaterThan(0, "and some does not matter");
    }

    /// <summary>Damage inside the words of the file, so that much of it survives the XML reader and meets the compiler.</summary>
    private static string Damage(string xml, System.Random random)
    {
        var text = new StringBuilder(xml);
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var at = random.Next(200, text.Length - 20);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, random.Next(1, 8));
                    break;
                case 1:
                    text[at] = (char)random.Next(32, 127);
                    break;
                case 2:
                    Swap("bpmn:manualTask", ["bpmn:task", "bpmn:subProcess", "bpmn:userTask", "bpmn:eventBasedGateway", "bpmn:boundaryEvent", "bpmn:transaction"]);
                    break;
                case 3:
                    Swap("Gateway", ["Gateways", "Task", "Event"]);
                    break;
                default:
                    Swap("Ref=\"", ["Ref=\"x", "Of=\"", "Ref=\"bpmn:"]);
                    break;
            }
        }
        return text.ToString();

        void Swap(string what, string[] with)
        {
            var found = text.ToString().IndexOf(what, random.Next(text.Length / 2), StringComparison.Ordinal);
            if (found >= 0)
                text.Remove(found, what.Length).Insert(found, with[random.Next(with.Length)]);
        }
    }
}
