/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What is sent is what was meant, whatever names and passwords are made of. */
class EnvelopeTest {
    private static final ManagedRef SELF = new ManagedRef("VirtualMachine", "vm-1");
    private static final int ROUNDS = 500;

    private static final String[] PIECES = {
        "<",
        ">",
        "&",
        "]]>",
        "'",
        "\"",
        "<!--",
        "<?x?>",
        "&amp;",
        "&#0;",
        "%2f",
        "\t",
        "\n",
        "\r",
        "\r\n",
        " ",
        "é",
        "日",
        "\uD83D\uDE00",
        "\u0085",
        "\u2028",
        "\uFFFD",
        "a",
        "</name>",
        "<![CDATA["
    };

    /** As another reader than ours understands it. */
    private static Node method(byte[] call) throws ParserConfigurationException, IOException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(call));
        return document.getDocumentElement().getFirstChild().getFirstChild();
    }

    private static String sent(String text) throws ParserConfigurationException, IOException, SAXException {
        byte[] call = Envelope.of(SELF, "Rename_Task", List.of(Element.ofText("newName", text)));
        return method(call).getLastChild().getTextContent();
    }

    @Test
    void namesMethodObjectAndVersionOfTheProtocol() throws ParserConfigurationException, IOException, SAXException {
        Node method = method(Envelope.of(SELF, "PowerOnVM_Task", List.of()));

        assertThat(method.getLocalName()).isEqualTo("PowerOnVM_Task");
        assertThat(method.getNamespaceURI()).isEqualTo("urn:vim25");
        assertThat(method.getFirstChild().getLocalName()).isEqualTo("_this");
        assertThat(method.getFirstChild().getAttributes().getNamedItem("type").getNodeValue())
                .isEqualTo("VirtualMachine");
        assertThat(method.getFirstChild().getTextContent()).isEqualTo("vm-1");
    }

    @Test
    void keepsAllThatXmlCanHold() throws ParserConfigurationException, IOException, SAXException {
        Random random = new Random(11);
        for (int i = 0; i < ROUNDS; i++) {
            String text = IntStream.range(0, random.nextInt(8))
                    .mapToObj(piece -> PIECES[random.nextInt(PIECES.length)])
                    .collect(Collectors.joining());

            assertThat(sent(text)).isEqualTo(text);
        }
    }

    @Test
    void keepsTypesOfTheSchema() throws ParserConfigurationException, IOException, SAXException {
        Element device = Element.of("device", Element.ofNumber("key", -1)).typed("VirtualDisk");

        Node sent = method(Envelope.of(SELF, "X", List.of(device))).getLastChild();

        assertThat(sent.getAttributes()
                        .getNamedItemNS("http://www.w3.org/2001/XMLSchema-instance", "type")
                        .getNodeValue())
                .isEqualTo("VirtualDisk");
        assertThat(sent.getTextContent()).isEqualTo("-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0001", "\u001F", "\uFFFE", "\uFFFF", "\uD83D", "\uDE00a", "\u000B"})
    void sendsNothingThatXmlCannotHold(String text) {
        assertThat(Envelope.canHold(text)).isFalse();
        assertThatThrownBy(() -> sent(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("newName")
                .hasMessageNotContaining(text);
    }
}
