/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

import dev.hvsdk.host.root.CpuidLeaf;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The {@code cpudata} of libvirt (its tests/cputestdata): {@code cpuid} elements with the inputs and outputs of the instruction, and
 * {@code msr} elements with the halves of a register.
 */
final class LibvirtXml {
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]{1,8}");

    private final String name;
    private final XMLStreamReader xml;
    private final DumpBuilder dump = new DumpBuilder();

    private LibvirtXml(String name, XMLStreamReader xml) {
        this.name = name;
        this.xml = xml;
    }

    static List<DumpedCpu> read(String name, String content) {
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(content));
            try {
                return new LibvirtXml(name, xml).read();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
            throw InvalidDumpException.of(
                    name, line, "this is no XML: " + firstLine(String.valueOf(e.getMessage())), e);
        }
    }

    /** A dump defines no entities and names no other file. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** The JDK's message begins with where, which is said already. */
    private static String firstLine(String message) {
        return message.substring(message.lastIndexOf("Message: ") + 1)
                .replace("essage: ", "")
                .lines()
                .findFirst()
                .orElse("");
    }

    private List<DumpedCpu> read() throws XMLStreamException {
        boolean known = false;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                String element = xml.getLocalName();
                if (!known && !element.equals("cpudata")) {
                    throw broken("the element is " + element + ", where libvirt's cpudata is read");
                }
                known = true;
                add(element);
            }
        }
        return dump.build();
    }

    private void add(String element) {
        if (element.equals("cpuid")) {
            CpuidLeaf registers = new CpuidLeaf(number("eax"), number("ebx"), number("ecx"), number("edx"));
            dump.leaf(
                    number("eax_in"), xml.getAttributeValue(null, "ecx_in") == null ? 0 : number("ecx_in"), registers);
        } else if (element.equals("msr")) {
            dump.msr(number("index"), ((long) number("edx") << 32) | (number("eax") & 0xffff_ffffL));
        }
    }

    private int number(String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        if (value == null || !NUMBER.matcher(value).matches()) {
            throw broken("the attribute " + attribute + " is no number such as 0x000306f2");
        }
        return Integer.parseUnsignedInt(value.substring(2), 16);
    }

    private InvalidDumpException broken(String problem) {
        return InvalidDumpException.of(name, Math.max(1, xml.getLocation().getLineNumber()), problem, null);
    }
}
