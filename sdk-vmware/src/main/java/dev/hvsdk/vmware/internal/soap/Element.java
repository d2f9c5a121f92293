/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.soap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An element of a request or an answer: text, or further elements.
 *
 * <p>The server wants the elements of a request in the order of its schema. Immutable.
 */
public final class Element {
    private final String name;
    private final @Nullable String type;
    private final @Nullable String refType;
    private final String text;
    private final List<Element> children;

    Element(String name, @Nullable String type, @Nullable String refType, String text, List<Element> children) {
        this.name = name;
        this.type = type;
        this.refType = refType;
        this.text = text;
        this.children = children;
    }

    /** One that holds others. */
    public static Element of(String name, Element... children) {
        return new Element(name, null, null, "", List.of(children));
    }

    /** One that holds others. */
    public static Element of(String name, List<Element> children) {
        return new Element(name, null, null, "", List.copyOf(children));
    }

    /** One that holds text. */
    public static Element ofText(String name, String text) {
        return new Element(name, null, null, text, List.of());
    }

    /** One that holds a number. */
    public static Element ofNumber(String name, long number) {
        return ofText(name, Long.toString(number));
    }

    /** One that holds a truth. */
    public static Element ofFlag(String name, boolean flag) {
        return ofText(name, Boolean.toString(flag));
    }

    static Element reference(String name, ManagedRef ref) {
        return new Element(name, null, ref.type(), ref.value(), List.of());
    }

    /** The same, said to be of this type of the schema, where the schema allows several; {@code xsd:string} for those of XML. */
    public Element typed(String type) {
        return new Element(name, type, refType, text, children);
    }

    /** The same with one more at its end. */
    public Element with(Element child) {
        List<Element> more = new ArrayList<>(children);
        more.add(child);
        return new Element(name, type, refType, text, List.copyOf(more));
    }

    /** The same under another name. */
    public Element named(String name) {
        return new Element(name, type, refType, text, children);
    }

    /** Its name, without a namespace. */
    public String name() {
        return name;
    }

    /** Its type by {@code xsi:type}, without a namespace; empty where it says none. */
    public Optional<String> type() {
        return Optional.ofNullable(type).map(said -> said.substring(said.indexOf(':') + 1));
    }

    @Nullable
    String rawType() {
        return type;
    }

    @Nullable
    String refType() {
        return refType;
    }

    /** What it holds, if that is text. */
    public String text() {
        return text;
    }

    /** What it holds. */
    public List<Element> children() {
        return children;
    }

    /** Those of this name that it holds. */
    public Stream<Element> children(String name) {
        return children.stream().filter(child -> child.name.equals(name));
    }

    /** The first one along this path. */
    public Optional<Element> find(String... path) {
        Element at = this;
        for (String step : path) {
            @Nullable Element next = at.child(step);
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }

    /** No stream: this runs some ten times for each guest of thousands. */
    private @Nullable Element child(String name) {
        for (Element child : children) {
            if (child.name.equals(name)) {
                return child;
            }
        }
        return null;
    }

    /** The text along this path; empty if there is none. */
    public Optional<String> text(String first, String... rest) {
        return at(first, rest).map(Element::text).filter(found -> !found.isEmpty());
    }

    /** The whole number along this path; empty if there is none. */
    public Optional<Long> number(String first, String... rest) {
        return at(first, rest).flatMap(Element::asNumber);
    }

    /** The truth along this path; empty if there is none. */
    public Optional<Boolean> flag(String first, String... rest) {
        return at(first, rest).flatMap(Element::asFlag);
    }

    /** The managed object along this path; empty if there is none. */
    public Optional<ManagedRef> ref(String first, String... rest) {
        return at(first, rest).flatMap(Element::asRef);
    }

    private Optional<Element> at(String first, String... rest) {
        return find(first).flatMap(found -> found.find(rest));
    }

    /** Its text as a whole number; empty if it is none, or none that fits. */
    public Optional<Long> asNumber() {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Its text as a truth, in the forms of XML; empty if it is none. */
    public Optional<Boolean> asFlag() {
        return switch (text.strip()) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** The managed object that it names; empty if it names none. */
    public Optional<ManagedRef> asRef() {
        return refType == null || text.isBlank() ? Optional.empty() : Optional.of(new ManagedRef(refType, text));
    }

    /** Name and type, and nothing of what it holds: that may be a password. */
    @Override
    public String toString() {
        return type == null ? name : name + " of " + type;
    }
}
