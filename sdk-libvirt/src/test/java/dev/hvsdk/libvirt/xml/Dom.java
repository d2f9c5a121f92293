/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A second opinion on what an XML text says: the JDK's DOM, which shares no code with the codec. */
final class Dom {
    private Dom() {}

    static Document of(String xml) {
        try {
            Document document = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
            document.normalizeDocument();
            return document;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException(xml, e);
        }
    }

    /** With comments, instructions, namespaces and text, white space in text included. */
    static boolean same(String one, String other) {
        return of(one).isEqualNode(of(other));
    }

    /** The same without white space between elements, which an edit may move. */
    static boolean sameButLayout(String one, String other) {
        return stripped(of(one)).isEqualNode(stripped(of(other)));
    }

    private static Node stripped(Node node) {
        NodeList children = node.getChildNodes();
        for (int index = children.getLength() - 1; index >= 0; index--) {
            Node child = children.item(index);
            if (child.getNodeType() == Node.TEXT_NODE && child.getNodeValue().isBlank()) {
                node.removeChild(child);
            } else {
                stripped(child);
            }
        }
        return node;
    }
}
