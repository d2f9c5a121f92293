/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.session;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import dev.hvsdk.vmware.internal.soap.SoapFault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads named properties of many objects by one call, by as many more as the server has pages. Thread-safe. */
public final class Properties {
    private static final ManagedRef NOTHING = new ManagedRef("", "");

    private final Session session;
    private final ManagedRef collector;
    private final View view;

    /** Of this session; the view that lists its objects goes with it. */
    public Properties(Session session) {
        this.session = session;
        this.collector = session.content().manager("propertyCollector");
        this.view = session.context().state().register(new View(session));
    }

    /** What each object of a type in the whole inventory is read as, in the server's order. */
    public <T> List<T> all(
            String type, List<String> paths, ErrorFactory about, Function<ObjectContent, Optional<T>> reading) {
        return all(List.of(propertySet(type, paths)), about, reading);
    }

    /** All objects of several types, each with its own properties, by one call. */
    public List<ObjectContent> all(Map<String, List<String>> pathsByType, ErrorFactory about) {
        List<Element> wanted = pathsByType.entrySet().stream()
                .map(one -> propertySet(one.getKey(), one.getValue()))
                .toList();
        return all(wanted, about, Optional::of);
    }

    private <T> List<T> all(List<Element> wanted, ErrorFactory about, Function<ObjectContent, Optional<T>> reading) {
        return session.run(about, calls -> {
            try {
                return pass(calls, wanted, reading);
            } catch (SoapFault fault) {
                if (!view.isForgotten(fault.gone())) {
                    throw fault;
                }
                return pass(calls, wanted, reading);
            }
        });
    }

    private <T> List<T> pass(Calls calls, List<Element> wanted, Function<ObjectContent, Optional<T>> reading) {
        List<T> found = new ArrayList<>();
        retrieve(
                calls,
                wanted,
                List.of(everything(calls)),
                content -> reading.apply(content).ifPresent(found::add));
        return found;
    }

    /** All objects of the inventory, for a filter. */
    Element everything(Calls calls) {
        Element traversal = Element.of(
                "selectSet",
                Element.ofText("name", "view"),
                Element.ofText("type", "ContainerView"),
                Element.ofText("path", "view"),
                Element.ofFlag("skip", false));
        return Element.of(
                "objectSet", view.of(calls).as("obj"), Element.ofFlag("skip", true), traversal.typed("TraversalSpec"));
    }

    /** Properties of one object; throws NotFound if it is gone. */
    public ObjectContent of(ManagedRef object, ErrorFactory about, String... paths) {
        return session.run(
                about,
                calls -> read(calls, List.of(object), List.of(paths)).stream()
                        .findFirst()
                        .orElseThrow(() -> about.notFound("there is no " + object)));
    }

    /** Properties of many objects of any types; those that are gone are left out. */
    public List<ObjectContent> of(Collection<ManagedRef> objects, ErrorFactory about, String... paths) {
        Set<ManagedRef> left = new LinkedHashSet<>(objects);
        return session.run(about, calls -> readThoseThere(calls, left, List.of(paths)));
    }

    /** The server names one that is gone, and gives nothing at all. */
    private List<ObjectContent> readThoseThere(Calls calls, Set<ManagedRef> left, List<String> paths) {
        while (!left.isEmpty()) {
            try {
                return read(calls, left, paths);
            } catch (SoapFault fault) {
                if (!left.remove(fault.gone().orElse(NOTHING))) {
                    throw fault;
                }
            }
        }
        return List.of();
    }

    private List<ObjectContent> read(Calls calls, Collection<ManagedRef> objects, List<String> paths) {
        List<ObjectContent> found = new ArrayList<>();
        List<Element> types = objects.stream()
                .map(ManagedRef::type)
                .distinct()
                .map(type -> propertySet(type, paths))
                .toList();
        List<Element> sets = objects.stream().map(Properties::object).toList();
        retrieve(calls, types, sets, found::add);
        return found;
    }

    static Element propertySet(String type, List<String> paths) {
        return Element.of(
                "propSet",
                Stream.concat(
                                Stream.of(Element.ofText("type", type), Element.ofFlag("all", false)),
                                paths.stream().map(path -> Element.ofText("pathSet", path)))
                        .toList());
    }

    static Element object(ManagedRef object) {
        return Element.of("objectSet", object.as("obj"), Element.ofFlag("skip", false));
    }

    private void retrieve(Calls calls, List<Element> properties, List<Element> objects, Consumer<ObjectContent> each) {
        Element filter = Element.of(
                "specSet", Stream.concat(properties.stream(), objects.stream()).toList());
        Consumer<Element> taker = element -> each.accept(content(element));
        Optional<String> token =
                token(calls.send(collector, "RetrievePropertiesEx", "objects", taker, filter, Element.of("options")));
        while (token.isPresent()) {
            token = further(calls, token.get(), taker);
        }
    }

    private ObjectContent content(Element objects) {
        ObjectContent content = ObjectContent.of(objects);
        if (!content.hasRef()) {
            throw session.context().errors("read").hostFailure("the server tells of an object without a reference");
        }
        return content;
    }

    private Optional<String> further(Calls calls, String token, Consumer<Element> taker) {
        try {
            Element page = Element.ofText("token", token);
            return token(calls.send(collector, "ContinueRetrievePropertiesEx", "objects", taker, page));
        } catch (RuntimeException | Error e) {
            giveBack(calls, token, e);
            throw e;
        }
    }

    /** Pages that are neither read nor given back stay in the server's memory. */
    private void giveBack(Calls calls, String token, Throwable why) {
        try {
            calls.send(collector, "CancelRetrievePropertiesEx", Element.ofText("token", token));
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private static Optional<String> token(Element answer) {
        return Session.returned(answer).text("token");
    }
}
