using System.Text;
using AfterSales.Bpmn.Reading;
using Shouldly;
using Xunit;

namespace AfterSales.Bpmn.Tests.Reading;

public class HostileInputTests
{
    private const string Bpmn = "xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"";

    private static BpmnProblem Refused(string xml) => Refused(Encoding.UTF8.GetBytes(xml));

    private static BpmnProblem Refused(byte[] xml)
    {
        var read = BpmnReader.Read(xml);
        read.Model.ShouldBeNull();
        var problem = read.Problems.ShouldHaveSingleItem();
        problem.Message.ShouldNotBeNullOrWhiteSpace();
        return problem;
    }

    [Fact]
    public void An_external_entity_is_refused()
    {
        var problem = Refused($"<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY file SYSTEM \"file:///etc/passwd\">]>\n<definitions {Bpmn}>&file;</definitions>");

        problem.Code.ShouldBe(ProblemCodes.XmlForbidden);
        problem.Line.ShouldBe(2);
    }

    [Fact]
    public void An_entity_bomb_is_refused()
    {
        var entities = string.Concat(Enumerable.Range(1, 9).Select(level => $"<!ENTITY e{level} \"{string.Concat(Enumerable.Repeat($"&e{level - 1};", 10))}\">"));

        Refused($"<!DOCTYPE x [<!ENTITY e0 \"ha\">{entities}]><definitions {Bpmn}>&e9;</definitions>").Code.ShouldBe(ProblemCodes.XmlForbidden);
    }

    [Fact]
    public void An_external_subset_is_refused() =>
        Refused($"<!DOCTYPE definitions SYSTEM \"http://localhost:1/evil.dtd\"><definitions {Bpmn}/>").Code.ShouldBe(ProblemCodes.XmlForbidden);

    [Fact]
    public void A_file_over_the_limit_is_refused() =>
        Refused(new byte[BpmnReader.LargestFile + 1]).Code.ShouldBe(ProblemCodes.FileTooLarge);

    [Fact]
    public void Endless_nesting_is_refused_before_anything_recurses()
    {
        const int depth = 100_000;
        var xml = $"<definitions {Bpmn}><process id=\"p\">{string.Concat(Enumerable.Repeat("<subProcess>", depth))}{string.Concat(Enumerable.Repeat("</subProcess>", depth))}</process></definitions>";

        Refused(xml).Code.ShouldBe(ProblemCodes.XmlTooDeep);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("hello")]
    [InlineData("{\"json\": true}")]
    [InlineData("<a><b></a>")]
    [InlineData("<definitions")]
    [InlineData("<?xml version=\"1.0\" encoding=\"klingon\"?><a/>")]
    [InlineData("<?xml version=\"9.0\"?><a/>")]
    [InlineData("<a>&undefined;</a>")]
    [InlineData("<a b='1' b='2'/>")]
    [InlineData("<x:a/>")]
    [InlineData("<a/><b/>")]
    public void What_is_not_well_formed_is_refused(string xml) => Refused(xml).Code.ShouldBe(ProblemCodes.XmlInvalid);

    [Fact]
    public void The_line_of_a_mistake_is_told() =>
        Refused($"<definitions {Bpmn}>\n<process id=\"p\">\n</proces>\n</definitions>").Line.ShouldBe(3);

    [Theory]
    [InlineData("<html/>")]
    [InlineData("<definitions/>")]
    [InlineData("<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"/>")]
    public void Other_documents_are_refused(string xml) => Refused(xml).Code.ShouldBe(ProblemCodes.NotBpmn);

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        Refused([0xFF, 0xFE, 0x00, 0xD8, 0x3C, 0x00]);
        Refused([0x3C, 0x61, 0x3E, 0xC3, 0x28, 0x3C, 0x2F, 0x61, 0x3E]);
        Refused([0x00, 0x00, 0x00, 0x00]);
        Refused([0x3C, 0x61, 0x3E, 0x00, 0x3C, 0x2F, 0x61, 0x3E]);
    }

    [Fact]
    public void Every_prefix_of_a_file_is_read_or_refused_but_never_thrown_at()
    {
        var xml = Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?><!-- x --><definitions {Bpmn}><process id=\"p\" isExecutable=\"true\"><startEvent id=\"s\"/></process></definitions>");
        for (var length = 0; length < xml.Length; length++)
            BpmnReader.Read(xml.AsMemory(0, length)).Problems.ShouldNotBeEmpty();
        BpmnReader.Read(xml).Model.ShouldNotBeNull();
    }
}
