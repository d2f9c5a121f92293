/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;
import org.xml.sax.ext.Locator2;

/** Reads a text into a tree, by the JDK's own parser, without DTDs, within bounds. Not thread-safe: one for each text. */
final class XmlReader extends DefaultHandler2 {
    /** As libxml2 (xmlParserMaxDepth), by which libvirt reads; a chain of backing files has one level for each of up to 200. */
    static final int MAX_DEPTH = 256;

    /** Four times what libvirt's protocol carries in one text (REMOTE_STRING_MAX in remote_protocol.x). */
    static final int MAX_LENGTH = 16 << 20;

    private static final String XINCLUDE = "http://www.w3.org/2001/XInclude";
    private static final Set<String> KNOWN_ROOTS = Set.of(
            "capabilities",
            "device",
            "domain",
            "domainCapabilities",
            "domainsnapshot",
            "domstatus",
            "network",
            "pool",
            "secret",
            "volume");

    private final String xml;
    private final String rootName;
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<XmlNode> before = new ArrayList<>();
    private final List<XmlNode> after = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable XmlElement root;
    private @Nullable Locator locator;

    /** An element whose end has not come. */
    private record Open(
            String name,
            String namespace,
            Map<String, String> bindings,
            Map<String, String> attributes,
            List<XmlNode> content) {}

    /** Reads a text whose root has this name; any if it is empty. */
    XmlReader(String xml, String rootName) {
        this.xml = xml;
        this.rootName = rootName;
    }

    XmlDocument read() {
        if (xml.length() > MAX_LENGTH) {
            throw new MalformedXmlException("the XML has more than " + MAX_LENGTH + " characters", 1, 1);
        }
        try {
            parse();
        } catch (SAXParseException e) {
            // Not the parser's message, which quotes names and values.
            throw new MalformedXmlException("not well-formed XML", Math.max(e.getLineNumber(), 1), column(e));
        } catch (SAXException e) {
            throw malformed("not well-formed XML");
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("the JDK's XML parser does not do what it documents", e);
        }
        return document();
    }

    private XmlDocument document() {
        if (root == null) {
            throw malformed("not well-formed XML");
        }
        return new XmlDocument(List.copyOf(before), root, List.copyOf(after), false);
    }

    private static int column(SAXParseException e) {
        return Math.max(e.getColumnNumber(), 1);
    }

    private void parse() throws ParserConfigurationException, SAXException, IOException {
        // The JDK's own, whatever parser the class path has.
        SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://xml.org/sax/features/namespace-prefixes", true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        org.xml.sax.XMLReader reader = factory.newSAXParser().getXMLReader();
        reader.setProperty("http://xml.org/sax/properties/lexical-handler", this);
        reader.setContentHandler(this);
        reader.setErrorHandler(this);
        reader.setEntityResolver(this);
        reader.parse(new InputSource(new StringReader(xml)));
    }

    private MalformedXmlException malformed(String reason) {
        int line = locator == null ? 1 : Math.max(locator.getLineNumber(), 1);
        int column = locator == null ? 1 : Math.max(locator.getColumnNumber(), 1);
        return new MalformedXmlException(reason, line, column);
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
    }

    /** Comes before anything of the DTD is read. */
    @Override
    public void startDTD(String name, @Nullable String publicId, @Nullable String systemId) {
        throw malformed("a document type declaration is not allowed");
    }

    @Override
    public InputSource resolveEntity(
            @Nullable String name, @Nullable String publicId, @Nullable String baseUri, @Nullable String systemId) {
        throw malformed("an external entity is not allowed");
    }

    @Override
    public void error(SAXParseException exception) throws SAXException {
        throw exception;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) {
        check(uri, name);
        flushText();
        open.push(new Open(name, uri, bindings(attributes), values(attributes), new ArrayList<>()));
    }

    private void check(String uri, String name) {
        if (open.size() >= MAX_DEPTH) {
            throw malformed("elements are nested deeper than " + MAX_DEPTH);
        }
        if (uri.equals(XINCLUDE)) {
            throw malformed("XInclude is not allowed");
        }
        if (open.isEmpty()) {
            checkRoot(uri, name);
        }
    }

    private void checkRoot(String uri, String name) {
        // XML 1.1 allows control characters, which could not be written again.
        if (locator instanceof Locator2 document && "1.1".equals(document.getXMLVersion())) {
            throw malformed("XML 1.1 is not allowed");
        }
        if (!rootName.isEmpty() && !(uri.isEmpty() && name.equals(rootName))) {
            String found = uri.isEmpty() && KNOWN_ROOTS.contains(name) ? "<" + name + ">" : "another element";
            throw malformed("the root is " + found + ", not <" + rootName + ">");
        }
    }

    private static Map<String, String> values(Attributes attributes) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int index = 0; index < attributes.getLength(); index++) {
            values.put(attributes.getQName(index), attributes.getValue(index));
        }
        return values;
    }

    /** The namespaces of prefixed attributes, which have to go along when the element is taken elsewhere. */
    private static Map<String, String> bindings(Attributes attributes) {
        Map<String, String> bindings = new LinkedHashMap<>();
        for (int index = 0; index < attributes.getLength(); index++) {
            String name = attributes.getQName(index);
            int colon = name.indexOf(':');
            if (colon > 0 && !Meaning.isDeclaration(name) && !name.startsWith("xml:")) {
                bindings.put(name.substring(0, colon), attributes.getURI(index));
            }
        }
        return bindings.isEmpty() ? Map.of() : bindings;
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        flushText();
        Open ended = open.pop();
        XmlElement element =
                new XmlElement(ended.name(), ended.namespace(), ended.bindings(), ended.attributes(), ended.content());
        if (open.isEmpty()) {
            root = element;
        } else {
            open.element().content().add(element);
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        text.append(characters, start, length);
    }

    private void flushText() {
        if (text.length() > 0) {
            open.element().content().add(new XmlNode.Text(text.toString()));
            text.setLength(0);
        }
    }

    @Override
    public void comment(char[] characters, int start, int length) {
        add(new XmlNode.Comment(new String(characters, start, length)));
    }

    @Override
    public void processingInstruction(String target, @Nullable String data) {
        add(new XmlNode.Instruction(target, data == null ? "" : data));
    }

    private void add(XmlNode node) {
        if (open.isEmpty()) {
            (root == null ? before : after).add(node);
        } else {
            flushText();
            open.element().content().add(node);
        }
    }
}
