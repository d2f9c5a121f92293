/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlElementTest {
    private static final String QEMU = "http://libvirt.org/schemas/domain/qemu/1.0";

    @Test
    void meansTheSameWithOtherLayoutOrderAndPrefix() {
        XmlElement one = XmlElement.parse("<a x='1' y='2'><b/>\n  <!-- why --><q:c xmlns:q='urn:x' q:d='1'/></a>");
        XmlElement other = XmlElement.parse("<a y='2' x='1'>\n<b></b><p:c p:d='1' xmlns:p='urn:x'></p:c></a>");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a x='1'><b>t</b><c/></a>",
                "<a><b>t</b></a>",
                "<a><c/><b>t</b></a>",
                "<a><b> t</b><c/></a>",
                "<a><b>t</b><c/>text</a>",
                "<a><b>t</b><c xmlns='urn:x'/></a>",
                "<z><b>t</b><c/></z>"
            })
    void meansSomethingElseWithOtherContent(String xml) {
        assertThat(XmlElement.parse(xml)).isNotEqualTo(XmlElement.parse("<a><b>t</b><c/></a>"));
    }

    @Test
    void keepsCommentsInstructionsAndCdataAsTheyMean() {
        String xml = "<?keep me?><!-- before --><a><!-- in --><?pi?>x<![CDATA[<&>]]>y</a><!-- after -->";

        assertThat(XmlDocument.parse(xml).toXml())
                .isEqualTo("<?keep me?>\n<!-- before -->\n<a><!-- in --><?pi?>x&lt;&amp;&gt;y</a>\n<!-- after -->\n");
    }

    @Test
    void keepsWhiteSpaceThatAReaderWouldChange() {
        XmlElement element = XmlElement.of("a", "x\r\n\ty ").withAttribute("b", "\t\r\n'\"<&> ");

        assertThat(XmlElement.parse(element.toXml())).isEqualTo(element);
        assertThat(Dom.of(element.toXml()).getDocumentElement().getAttribute("b"))
                .isEqualTo("\t\r\n'\"<&> ");
        assertThat(Dom.of(element.toXml()).getDocumentElement().getTextContent())
                .isEqualTo("x\r\n\ty ");
    }

    @Test
    void takesItsNamespacesAlong() {
        XmlElement domain = XmlElement.parse("<domain xmlns:q='" + QEMU + "' xmlns:z='urn:z'>"
                + "<q:commandline z:note='1'><q:arg value='-S'/><plain/></q:commandline></domain>");
        XmlElement part = domain.child(QEMU, "commandline").orElseThrow();

        assertThat(XmlElement.parse(part.toXml())).isEqualTo(part);
        assertThat(part.toXml()).containsOnlyOnce("xmlns:q=").containsOnlyOnce("xmlns:z=");
        assertThat(XmlElement.parse(XmlElement.of("other").withChild(part).toXml())
                        .child(QEMU, "commandline"))
                .contains(part);
    }

    @Test
    void declaresNoNamespaceBelowADefaultOne() {
        XmlElement parent = XmlElement.inNamespace("urn:x", "meta").withChild(XmlElement.of("plain"));

        assertThat(XmlElement.parse(parent.toXml()).child("plain")).isPresent();
        assertThat(XmlElement.parse(parent.toXml())).isEqualTo(parent);
    }

    @Test
    void findsChildrenOfNoNamespaceOnly() {
        XmlElement element = XmlElement.parse("<domain><name xmlns='urn:x'>theirs</name><name>ours</name></domain>");

        assertThat(element.child("name").map(XmlElement::text)).contains("ours");
        assertThat(element.child("urn:x", "name").map(XmlElement::text)).contains("theirs");
    }

    @Test
    void refusesPrefixesThatNothingDeclares() {
        assertThatIllegalArgumentException().isThrownBy(() -> XmlElement.of("q:arg"));
        assertThatIllegalArgumentException().isThrownBy(() -> XmlElement.of("a").withAttribute("q:b", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> XmlElement.inNamespace("", "a"));
    }

    @Test
    void editsInPlaceWithTheLayoutAround() {
        XmlElement element = XmlElement.parse("<a>\n  <b/>\n  <!-- c is for -->\n  <c>1</c>\n</a>");

        assertThat(element.withOnly(XmlElement.of("c", "2")).toXml())
                .isEqualTo("<a>\n  <b/>\n  <!-- c is for -->\n  <c>2</c>\n</a>");
        assertThat(element.withChild(XmlElement.of("d").withChild(XmlElement.of("e")))
                        .toXml())
                .isEqualTo("<a>\n  <b/>\n  <!-- c is for -->\n  <c>1</c>\n  <d>\n    <e/>\n  </d>\n</a>");
        assertThat(element.withoutChildren("c").toXml()).isEqualTo("<a>\n  <b/>\n  <!-- c is for -->\n</a>");
    }

    @Test
    void showsNothingOfItsContent() {
        assertThat(XmlElement.parse("<graphics passwd='hunter2'>hunter2</graphics>"))
                .hasToString("<graphics>");
    }
}
