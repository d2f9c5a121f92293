/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A picture read back by those who read such pictures: an XML parser, or the lines that people see. */
final class Drawn {
    private static final Pattern NODE = Pattern.compile("(?m)^ +\"([^\"]*)\" \\[");

    private Drawn() {}

    /** Fails where the picture is not well-formed. */
    static Document xml(String picture) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(picture)));
    }

    static Stream<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }

    /** The addresses of the devices that a picture shows, as often as it shows them. */
    static List<String> addresses(PictureFormat format, String picture) throws Exception {
        return switch (format) {
            case HTML ->
                elements(xml(picture), "code").map(Element::getTextContent).toList();
            case SVG ->
                elements(xml(picture), "text")
                        .filter(text -> text.getAttribute("class").matches("address|member"))
                        .map(text -> text.getTextContent().split(" ")[0])
                        .toList();
            case DOT ->
                NODE.matcher(picture).results().map(found -> found.group(1)).toList();
            case TEXT -> outlined(picture);
        };
    }

    /** Lines of devices end with a mark, those of parts with a group or with nothing. */
    private static List<String> outlined(String picture) {
        List<String> addresses = new ArrayList<>();
        for (String line : picture.lines().toList()) {
            String first = line.strip().split(" ")[0];
            if (first.matches("[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]|/dev/.*|\\d+-[\\d.]+|[0-9a-f]{8}-.*")) {
                addresses.add(first);
            }
        }
        return addresses;
    }
}
