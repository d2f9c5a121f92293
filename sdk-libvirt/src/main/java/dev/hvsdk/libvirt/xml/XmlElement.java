/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One element of an XML document, with all that is in it: the way to what the typed readings do not model.
 *
 * <p>Nothing is lost that was read: unknown elements, attributes, namespaces, comments, order and white space stay through every
 * edit, and an edit gives a new element. Two elements are equal if they mean the same to libvirt: comments, white space between
 * elements, the order of attributes and the prefixes of namespaces do not count. Immutable.
 *
 * <pre>{@code
 * XmlElement address = disk.element().child("address").orElseThrow();
 * DomainXml changed = domain.withElement(XmlElement.of("memtune").withChild(XmlElement.of("hard_limit", "1048576")));
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class XmlElement implements XmlNode {
    private final String name;
    private final String namespace;
    private final Map<String, String> bindings;
    private final Map<String, String> attributes;
    private final List<XmlNode> content;
    private final int height;

    /** The maps and the list are not touched again by the caller; {@code bindings} are the prefixes that it needs declared. */
    XmlElement(
            String name,
            String namespace,
            Map<String, String> bindings,
            Map<String, String> attributes,
            List<XmlNode> content) {
        this.name = name;
        this.namespace = namespace;
        this.bindings = bindings;
        this.attributes = Collections.unmodifiableMap(attributes);
        this.content = Collections.unmodifiableList(content);
        height = heightOf(content);
    }

    private static int heightOf(List<XmlNode> content) {
        int height = 1;
        for (XmlNode node : content) {
            height = Math.max(height, node instanceof XmlElement child ? child.height + 1 : 1);
        }
        if (height > XmlReader.MAX_DEPTH) {
            throw new IllegalArgumentException("elements are nested deeper than " + XmlReader.MAX_DEPTH);
        }
        return height;
    }

    /**
     * An empty element of no namespace, as almost all of libvirt's are.
     *
     * @throws IllegalArgumentException if it is no name
     */
    public static XmlElement of(String name) {
        return empty("", name);
    }

    /** An element of no namespace that holds this text; throws {@link IllegalArgumentException} where XML cannot hold it. */
    public static XmlElement of(String name, String text) {
        return empty("", name).withText(text);
    }

    private static XmlElement empty(String namespace, String name) {
        if (name.indexOf(':') >= 0 && namespace.isEmpty()) {
            throw new IllegalArgumentException("a prefix needs a namespace: '" + name + "'");
        }
        return new XmlElement(
                XmlCharacters.requireName(name), namespace, Map.of(), new LinkedHashMap<>(), new ArrayList<>());
    }

    /**
     * An empty element of a namespace.
     *
     * @param namespace its URI
     * @param name its name with or without a prefix; the prefix is declared where the element is written
     * @throws IllegalArgumentException if it is no name, or the namespace is empty
     */
    public static XmlElement inNamespace(String namespace, String name) {
        if (namespace.isEmpty()) {
            throw new IllegalArgumentException("a namespace cannot be empty");
        }
        return empty(XmlCharacters.requireText(namespace), name);
    }

    /** Reads a document or a part of one; throws {@link MalformedXmlException} if it is no XML or has a DTD. */
    public static XmlElement parse(String xml) {
        return XmlDocument.parse(xml).root();
    }

    /** Its name as written, with the prefix. */
    public String name() {
        return name;
    }

    /** Its name without the prefix. */
    public String localName() {
        return name.substring(name.indexOf(':') + 1);
    }

    /** The URI of its namespace; empty text for none, as in the XML recommendation. */
    public String namespace() {
        return namespace;
    }

    /** Its attributes by their names as written, in order, declarations of namespaces included. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** An attribute by its name as written. */
    public Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    /** The elements in it, in order. */
    public List<XmlElement> children() {
        return elements(child -> true);
    }

    /** The elements in it of this name and no namespace, in order. */
    public List<XmlElement> children(String child) {
        return elements(element -> element.is(child));
    }

    /** The first element in it of this name and no namespace. */
    public Optional<XmlElement> child(String child) {
        for (XmlNode node : content) {
            if (node instanceof XmlElement element && element.is(child)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** The first element in it of this namespace and name, whatever its prefix. */
    public Optional<XmlElement> child(String ofNamespace, String child) {
        return elements(element -> element.namespace.equals(ofNamespace)
                        && element.localName().equals(child))
                .stream()
                .findFirst();
    }

    private List<XmlElement> elements(Predicate<XmlElement> wanted) {
        List<XmlElement> found = new ArrayList<>();
        for (XmlNode node : content) {
            if (node instanceof XmlElement element && wanted.test(element)) {
                found.add(element);
            }
        }
        return Collections.unmodifiableList(found);
    }

    boolean is(String plainName) {
        return namespace.isEmpty() && name.equals(plainName);
    }

    /** The text directly in it, without that of the elements in it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (XmlNode node : content) {
            if (node instanceof Text part) {
                text.append(part.value());
            }
        }
        return text.toString();
    }

    /** The same with an attribute set; throws {@link IllegalArgumentException} where XML cannot hold it. */
    public XmlElement withAttribute(String attribute, String value) {
        requireDeclarable(attribute);
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        changed.put(XmlCharacters.requireName(attribute), XmlCharacters.requireText(value));
        return new XmlElement(name, namespace, bindings, changed, content);
    }

    /** A prefix without a binding could not be written. */
    private void requireDeclarable(String attribute) {
        int colon = attribute.indexOf(':');
        String prefix = attribute.substring(0, Math.max(colon, 0));
        if (attribute.equals("xmlns") || (colon > 0 && !prefix.equals("xmlns") && !prefix.equals("xml"))) {
            if (!attributes.containsKey(attribute)) {
                throw new IllegalArgumentException("namespaces of attributes cannot be added: '" + attribute + "'");
            }
        }
    }

    /** The same without an attribute. */
    public XmlElement withoutAttribute(String attribute) {
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        changed.remove(attribute);
        return new XmlElement(name, namespace, bindings, changed, content);
    }

    /** The same with this text as its only content; throws {@link IllegalArgumentException} where XML cannot hold it. */
    public XmlElement withText(String text) {
        XmlCharacters.requireText(text);
        return withContent(text.isEmpty() ? List.of() : List.of(new Text(text)));
    }

    /** The same with an element added at the end. */
    public XmlElement withChild(XmlElement child) {
        return withContent(Layout.appended(content, child));
    }

    /** The same with an element in the place of the first of its name, or added at the end if there is none. */
    public XmlElement withOnly(XmlElement child) {
        return elements(child::hasNameOf).stream()
                .findFirst()
                .map(present -> withReplaced(present, child))
                .orElseGet(() -> withChild(child));
    }

    boolean hasNameOf(XmlElement other) {
        return namespace.equals(other.namespace) && localName().equals(other.localName());
    }

    /** The same with an element put before another one that is in it, which is found by identity. */
    XmlElement withInserted(XmlElement child, XmlElement before) {
        return withContent(Layout.inserted(content, child, before));
    }

    /** The same with one element in the place of another, which is found by identity. */
    XmlElement withReplaced(XmlElement present, XmlElement replacement) {
        return withContent(Layout.replaced(content, present, replacement));
    }

    /** The same without the elements of this name and no namespace. */
    public XmlElement withoutChildren(String child) {
        XmlElement result = this;
        for (XmlElement element : children(child)) {
            result = result.without(element);
        }
        return result;
    }

    /** The same without an element, which is found by identity. */
    XmlElement without(XmlElement child) {
        return withContent(Layout.removed(content, child));
    }

    XmlElement withContent(List<XmlNode> changed) {
        return new XmlElement(name, namespace, bindings, attributes, changed);
    }

    List<XmlNode> content() {
        return content;
    }

    Map<String, String> bindings() {
        return bindings;
    }

    /**
     * The same without what nobody may see: passwords of consoles, values of secrets, cookies, arguments with secrets in them.
     *
     * <p>References to secrets that libvirt keeps, by their UUID or usage, stay.
     */
    public XmlElement redacted() {
        return Secrets.removed(this);
    }

    /** The element as text, with whatever secrets it holds; a prefix that it uses is declared in it. */
    public String toXml() {
        return new XmlWriter().write(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof XmlElement that && Meaning.equal(this, that));
    }

    @Override
    public int hashCode() {
        return Meaning.hash(this);
    }

    /** Only the name, because an element may hold secrets. */
    @Override
    public String toString() {
        return "<" + name + ">";
    }
}
