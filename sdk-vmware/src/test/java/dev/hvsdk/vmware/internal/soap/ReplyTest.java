/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers are taken apart. */
class ReplyTest {

    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private static final int DOCUMENTS = 300;

    @Test
    void readsTypesAndReferencesByAnyPrefix() throws XMLStreamException {
        Element body =
                read("<r xmlns:i='" + XSI + "'><returnval type = 'Task' i:type=\"T&lt;\">task-1</returnval></r>");

        Element result = body.children().get(0);

        assertThat(result.type()).hasValue("T<");
        assertThat(result.asRef()).hasValue(new ManagedRef("Task", "task-1"));
    }

    @Test
    void takesNoDeclarationOfAPrefixForAType() throws XMLStreamException {
        assertThat(read("<r xmlns:type='urn:x'/>").type()).isEmpty();
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                argumentSet("entities", "&lt;&gt;&amp;&apos;&quot;", "<>&'\""),
                argumentSet("characters by number", "&#65;&#x1F600;", "A\uD83D\uDE00"),
                argumentSet("UTF-8", "Gäste \u65e5", "Gäste \u65e5"),
                argumentSet("sections", "a<![CDATA[<b>]]]>c", "a<b>]c"),
                argumentSet("comments", "a<!-- - > -->b", "ab"),
                argumentSet("instructions", "a<?x > ?>b", "ab"),
                argumentSet("ends of lines", "a\r\nb\rc\n", "a\nb\nc\n"),
                argumentSet("nothing", "", ""));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void readsText(String written, String meant) throws XMLStreamException {
        assertThat(read("<r>" + written + "</r>").text()).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE r [<!ENTITY e 'x'>]><r/>",
                "<r>&e;</r>",
                "<r>&#xD800000;</r>",
                "<r>&#y;</r>",
                "<r>&aaaaaaaaaaaaaaaaaaaaaaa</r>",
                "<r>",
                "<r><s></r>",
                "<r></s>",
                "<r a></r>",
                "<r a=1></r>",
                "<r a='1</r>",
                "<r a='<'/>",
                "<r><!-- </r>",
                "<r><![CDATA[ </r>",
                "<r><![INCLUDE[x]]></r>",
                "<r></r x>",
                "< r/>",
                "<xmlns:r/>",
                "<r xmlns:xmlns='urn:x'/>",
                "<xml:r xmlns:xml='urn:x'/>",
                "<p:r/>",
                "<r/ >",
                "",
            })
    void refusesWhatIsNoAnswer(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void refusesNestingsWithoutEnd() {
        assertThatThrownBy(() -> read("<a>".repeat(100_000))).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void tellsWhyNothingMoreCame() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                throw new IOException("reset");
            }
        };

        assertThatThrownBy(() -> Reply.read(broken))
                .isInstanceOf(XMLStreamException.class)
                .hasRootCauseInstanceOf(IOException.class);
    }

    /** Documents made up by chance, in chunks of all lengths, with each of the things that XML has for text. */
    @Test
    void readsAsTheReaderOfTheJdkDoes() throws XMLStreamException {
        Random random = new Random(7);
        for (int i = 0; i < DOCUMENTS; i++) {
            String document = element(random, 0);

            assertThat(text(read(document))).as(document).isEqualTo(byJdk(envelope(document)));
        }
    }

    private static Element read(String body) throws XMLStreamException {
        return Reply.read(new Dripping(envelope(body)));
    }

    private static String envelope(String body) {
        return "\uFEFF<?xml version='1.0' encoding='UTF-8'?>\n<e:Envelope xmlns:e='urn:e' xmlns:i='" + XSI
                + "'><e:Body>" + body + "</e:Body></e:Envelope>";
    }

    private static String element(Random random, int depth) {
        String name = "n" + random.nextInt(5);
        String attributes = random.nextBoolean() ? " i:type=\"T" + random.nextInt(3) + "\"" : " type='&amp;x' b=\"'\"";
        String content = depth < 4 && random.nextBoolean()
                ? IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> element(random, depth + 1))
                        .collect(Collectors.joining(random.nextBoolean() ? "\n " : ""))
                : IntStream.range(0, random.nextInt(6))
                        .mapToObj(i -> piece(random))
                        .collect(Collectors.joining());
        return "<" + name + attributes + (content.isEmpty() ? "/>" : ">" + content + "</" + name + " >");
    }

    private static String piece(Random random) {
        String[] pieces = {
            "a", "&lt;", "&#10;", "<![CDATA[&]]>", "<!-- x -->", "\r\n", "é", " ".repeat(random.nextInt(50))
        };
        return pieces[random.nextInt(pieces.length)];
    }

    private static String text(Element element) {
        String inner = element.children().isEmpty()
                ? element.text()
                : element.children().stream().map(ReplyTest::text).collect(Collectors.joining());
        return element.name() + "(" + element.type().orElse("") + "," + element.refType() + ")[" + inner + "]";
    }

    private static String byJdk(String document) throws XMLStreamException {
        XMLStreamReader xml =
                XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(document.substring(1)));
        xml.nextTag();
        xml.nextTag();
        xml.nextTag();
        return byJdk(xml);
    }

    private static String byJdk(XMLStreamReader xml) throws XMLStreamException {
        String type = xml.getAttributeValue(XSI, "type");
        String refType = null;
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals("type")
                    && xml.getAttributePrefix(i).isEmpty()) {
                refType = xml.getAttributeValue(i);
            }
        }
        String head = xml.getLocalName() + "(" + (type == null ? "" : type) + "," + refType + ")[";
        StringBuilder text = new StringBuilder();
        StringBuilder children = new StringBuilder();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                children.append(byJdk(xml));
            } else if (xml.isCharacters()) {
                text.append(xml.getText());
            }
        }
        return head + (children.isEmpty() ? text : children) + "]";
    }

    /** Gives one to seven bytes at a time. */
    private static final class Dripping extends InputStream {
        private static final int MOST = 7;

        private final ByteArrayInputStream all;
        private int drop;

        Dripping(String text) {
            all = new ByteArrayInputStream(text.getBytes(UTF_8));
        }

        @Override
        public int read() {
            return all.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            drop = drop % MOST + 1;
            return all.read(into, from, Math.min(length, drop));
        }
    }
}
