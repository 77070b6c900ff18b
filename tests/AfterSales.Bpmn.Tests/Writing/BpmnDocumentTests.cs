using AfterSales.Bpmn.Tests.Support;
using AfterSales.Bpmn.Writing;
using Shouldly;
using Xunit;

namespace AfterSales.Bpmn.Tests.Writing;

public class BpmnDocumentTests
{
    private const string Odd =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- made by hand -->
        <?tool keep this?>
        <b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns="urn:own" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" id="Definitions_p" targetNamespace="t" other="1">
          <b:process id="p" isExecutable="true" name="a&#10;b&#9;c &lt;d&gt; &quot;e&quot;">
            <b:extensionElements><own odd=" x  y "><![CDATA[ <raw> & ]]>  </own><x:y xmlns:x="urn:x" x:z="1"/></b:extensionElements>
            <b:documentation>line one&#13;
            line two – شکایت 投诉</b:documentation>
            <b:unknownThing id="u"/>  <!-- inside -->
          </b:process>
          <b:collaboration id="c"><b:participant id="one" processRef="t:p"/><b:participant id="two" processRef="other"/></b:collaboration>
          <di:BPMNDiagram id="d"><di:BPMNPlane id="plane" bpmnElement="p"/></di:BPMNDiagram>
        </b:definitions>
        """;

    [Fact]
    public void What_is_read_is_written_back_whole() => ShouldSurvive(Odd);

    [Fact]
    public void Every_reference_model_is_written_back_whole()
    {
        foreach (var file in ReferenceModels.Files())
            ShouldSurvive(File.ReadAllText(file), file);
    }

    [Fact]
    public void Every_workflow_of_the_product_is_written_back_whole()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "workflows"), "*.bpmn", SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();
        foreach (var file in files)
            ShouldSurvive(File.ReadAllText(file), file);
    }

    [Fact]
    public void Another_id_changes_nothing_but_the_id_and_what_refers_to_it()
    {
        var document = BpmnDocument.Read(Odd).ShouldNotBeNull();
        document.RenameProcess("copy");

        var written = document.Write();

        document.ProcessId.ShouldBe("copy");
        CanonicalXml.Of(written).ShouldBe(CanonicalXml.Of(Odd
            .Replace("b:process id=\"p\"", "b:process id=\"copy\"", StringComparison.Ordinal).Replace("\"t:p\"", "\"t:copy\"", StringComparison.Ordinal)
            .Replace("bpmnElement=\"p\"", "bpmnElement=\"copy\"", StringComparison.Ordinal).Replace("Definitions_p", "Definitions_copy", StringComparison.Ordinal)));
        document.RenameProcess("p");
        CanonicalXml.Of(document.Write()).ShouldBe(CanonicalXml.Of(Odd));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no xml")]
    [InlineData("<a><b></a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>")]
    public void What_is_no_document_is_not_read(string content) => BpmnDocument.Read(content).ShouldBeNull();

    [Theory]
    [InlineData("<a/>")]
    [InlineData("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><process id=\"a\"/><process id=\"b\"/></definitions>")]
    public void A_file_without_a_process_of_its_own_has_no_id_to_change(string content)
    {
        var document = BpmnDocument.Read(content).ShouldNotBeNull();
        document.RenameProcess("copy");

        document.ProcessId.ShouldBeNull();
        CanonicalXml.Of(document.Write()).ShouldBe(CanonicalXml.Of(content));
    }

    private static void ShouldSurvive(string content, string? file = null)
    {
        var document = BpmnDocument.Read(content).ShouldNotBeNull(file);
        CanonicalXml.Of(document.Write()).ShouldBe(CanonicalXml.Of(content), file);
        BpmnDocument.Read(document.Write())!.Write().ShouldBe(document.Write(), "a copy of a copy is the same text");
    }
}
