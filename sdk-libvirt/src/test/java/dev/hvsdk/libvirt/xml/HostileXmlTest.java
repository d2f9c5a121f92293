/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileXmlTest {
    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.argumentSet("an empty DTD", "<!DOCTYPE domain><domain/>", "document type"),
                Arguments.argumentSet(
                        "entities in entities",
                        "<!DOCTYPE d [<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;'>]><domain>&b;</domain>",
                        "document type"),
                Arguments.argumentSet(
                        "an external entity",
                        "<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><domain>&a;</domain>",
                        "document type"),
                Arguments.argumentSet(
                        "an external DTD", "<!DOCTYPE d SYSTEM 'http://127.0.0.1:1/d.dtd'><domain/>", "document type"),
                Arguments.argumentSet("an entity nobody declared", "<domain>&hunter2;</domain>", "not well-formed"),
                Arguments.argumentSet(
                        "an inclusion",
                        "<domain><i:include xmlns:i='http://www.w3.org/2001/XInclude' href='/etc/passwd'/></domain>",
                        "XInclude"),
                Arguments.argumentSet("XML 1.1", "<?xml version='1.1'?><domain>&#1;</domain>", "XML 1.1"),
                Arguments.argumentSet("no end", "<domain><name>hunter2</name>", "not well-formed"),
                Arguments.argumentSet("the wrong end", "<domain></hunter2>", "not well-formed"),
                Arguments.argumentSet("an attribute twice", "<domain a='hunter2' a='1'/>", "not well-formed"),
                Arguments.argumentSet("a prefix nobody declared", "<domain><hunter2:x/></domain>", "not well-formed"),
                Arguments.argumentSet("a control character", "<domain>\u0001</domain>", "not well-formed"),
                Arguments.argumentSet("half a character", "<domain>\ud800</domain>", "not well-formed"),
                Arguments.argumentSet("two roots", "<domain/><domain/>", "not well-formed"),
                Arguments.argumentSet("text only", "hunter2", "not well-formed"),
                Arguments.argumentSet("nothing", "", "not well-formed"),
                Arguments.argumentSet("another document", "<network/>", "the root is <network>, not <domain>"),
                Arguments.argumentSet("an unknown document", "<hunter2/>", "the root is another element"),
                Arguments.argumentSet("a root of a namespace", "<domain xmlns='urn:x'/>", "the root is another"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedWithoutAQuotation(String xml, String reason) {
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> DomainXml.parse(xml))
                .withMessageContaining(reason)
                .withMessageNotContaining("hunter2")
                .withNoCause();
    }

    @Test
    void tellsWhereItIs() {
        String xml = "<domain>\n  <name>web</name>\n  <uuid></name>\n</domain>";

        MalformedXmlException thrown = catchThrowableOfType(MalformedXmlException.class, () -> DomainXml.parse(xml));

        assertThat(thrown.line()).isEqualTo(3);
        assertThat(thrown.column()).isBetween(9, 16);
        assertThat(thrown).hasMessageContaining("line 3, column " + thrown.column());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<!DOCTYPE d SYSTEM '%s'><domain/>", "<!DOCTYPE d [<!ENTITY %% p SYSTEM '%s'> %%p;]><domain/>"})
    void asksNoServer(String template) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
            server.setSoTimeout(1);

            assertThatExceptionOfType(MalformedXmlException.class)
                    .isThrownBy(() -> DomainXml.parse(String.format(template, url)));
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(server::accept);
        }
    }

    @Test
    void readsNoFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "hunter2");
        String xml = "<domain xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:noNamespaceSchemaLocation='"
                + file.toUri() + "'><name>web</name></domain>";

        assertThat(DomainXml.parse(xml).toXml()).doesNotContain("hunter2").contains("xsi:noNamespaceSchemaLocation");
    }

    @Test
    void boundsTheDepth() {
        assertThat(DomainXml.parse(nested(255)).toXml()).contains("<x>");
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> DomainXml.parse(nested(256)))
                .withMessageContaining("deeper than 256");
        assertThatExceptionOfType(MalformedXmlException.class).isThrownBy(() -> DomainXml.parse(nested(500_000)));
    }

    private static String nested(int depth) {
        return "<domain>" + "<x>".repeat(depth) + "y" + "</x>".repeat(depth) + "</domain>";
    }

    @Test
    void boundsTheDepthOfWhatIsMade() {
        XmlElement element = XmlElement.of("x");
        for (int depth = 1; depth < 256; depth++) {
            element = XmlElement.of("x").withChild(element);
        }
        XmlElement deepest = element;

        assertThatIllegalArgumentException().isThrownBy(() -> XmlElement.of("x").withChild(deepest));
    }

    @Test
    void boundsTheSize() {
        String filler = "x".repeat(XmlReader.MAX_LENGTH);

        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> DomainXml.parse("<domain>" + filler + "</domain>"))
                .withMessageContaining("more than");
    }

    /** The JDK's limits on entities, tightened in 24, are not for the five of XML itself. */
    @Test
    void readsLargeDocumentsThatAreHarmless() {
        String entities = "&amp;&#65;&lt;".repeat(300_000);
        String many = "<disk type='file'/>".repeat(50_000);

        DomainXml domain = DomainXml.parse(
                "<domain><description>" + entities + "</description><devices>" + many + "</devices></domain>");

        assertThat(domain.description().orElseThrow()).hasSize(900_000);
        assertThat(domain.disks()).hasSize(50_000);
        assertThat(DomainXml.parse(domain.toXml())).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0007", "\u001f", "\ufffe", "\uffff", "\ud83d", "\ude00x"})
    void writesNothingThatXmlCannotHold(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> XmlElement.of("name", "web" + text));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XmlElement.of("disk").withAttribute("type", text));
        assertThatIllegalArgumentException().isThrownBy(() -> DomainXml.create("kvm", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a>", "<a", "1a", "a:b:c", ":a", "a'", "-a", "a\n"})
    void takesNoNameThatIsNone(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> XmlElement.of(name));
        assertThatIllegalArgumentException().isThrownBy(() -> XmlElement.of("a").withAttribute(name, ""));
    }
}
