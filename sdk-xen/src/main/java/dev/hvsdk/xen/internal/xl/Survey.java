/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.xen.internal.cfg.CfgFile;
import dev.hvsdk.xen.internal.cfg.CfgGuest;
import dev.hvsdk.xen.internal.cfg.UnreadableCfgException;
import dev.hvsdk.xen.internal.tool.Domain;
import dev.hvsdk.xen.internal.tool.UnreadableAnswerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One look at a host: what runs, and which files of guests there are. Immutable. */
final class Survey {
    private final Map<GuestId, Entry> entries;

    /** By their paths: what cannot be read, and why. */
    private final Map<String, UnreadableCfgException> unreadable;

    private Survey(Map<GuestId, Entry> entries, Map<String, UnreadableCfgException> unreadable) {
        this.entries = entries;
        this.unreadable = unreadable;
    }

    /** Of the short listing, the long one, the names of saved states, and then of each file its path and its text. */
    static Survey of(List<String> parts) {
        if (parts.size() < 3) {
            throw new UnreadableAnswerException("it ends early");
        }
        Map<String, Domain> domains = new LinkedHashMap<>();
        Domain.parse(parts.get(0)).forEach(domain -> domains.put(domain.name(), domain));
        Map<Integer, Details> details = Details.parse(parts.get(1));
        Set<String> saved = parts.get(2).lines().collect(Collectors.toSet());
        Map<GuestId, Entry> entries = new LinkedHashMap<>();
        Map<String, UnreadableCfgException> unreadable = new LinkedHashMap<>();
        for (int at = 3; at + 1 < parts.size(); at += 2) {
            String path = parts.get(at);
            try {
                Definition definition = Definition.of(path, CfgFile.parse(parts.get(at + 1)));
                Optional<Domain> domain = definition.isOf(domains.get(definition.name()))
                        ? Optional.ofNullable(domains.remove(definition.name()))
                        : Optional.empty();
                add(entries, definition.id(), entry(Optional.of(definition), domain, details, saved));
            } catch (UnreadableCfgException e) {
                unreadable.put(path, e);
            }
        }
        domains.values()
                .forEach(domain -> add(
                        entries,
                        GuestId.of(domain.uuid()),
                        entry(Optional.empty(), Optional.of(domain), details, Set.of())));
        return new Survey(entries, unreadable);
    }

    /** xl lets two guests have one UUID, but not one name. */
    private static void add(Map<GuestId, Entry> entries, GuestId wanted, Function<GuestId, Entry> entry) {
        Entry first = entry.apply(wanted);
        GuestId id = entries.containsKey(wanted) ? GuestId.of(first.name()) : wanted;
        entries.putIfAbsent(id, entry.apply(id));
    }

    private static Function<GuestId, Entry> entry(
            Optional<Definition> definition,
            Optional<Domain> domain,
            Map<Integer, Details> details,
            Set<String> saved) {
        Details more = domain.map(each -> details.getOrDefault(each.id(), Details.NONE))
                .orElse(Details.NONE);
        return id -> new Entry(id, definition, domain, more, saved.contains(Saved.name(id)));
    }

    /** The guests, dom0 among them. */
    List<Entry> all() {
        return new ArrayList<>(entries.values());
    }

    /** One of them. */
    Optional<Entry> find(GuestId id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** Files that cannot be read, with the reason. */
    Map<String, UnreadableCfgException> unreadable() {
        return new LinkedHashMap<>(unreadable);
    }

    /** Whether a name belongs to a guest already. */
    boolean isTaken(String name) {
        return entries.values().stream().anyMatch(entry -> entry.name().equals(name));
    }

    /**
     * A file of a guest.
     *
     * @param path where it is
     * @param file what is in it
     * @param name the name of the guest
     */
    record Definition(String path, CfgFile file, String name) {
        static Definition of(String path, CfgFile file) {
            CfgGuest guest = CfgGuest.of(file);
            guest.check();
            return new Definition(
                    path, file, guest.name().orElseThrow(() -> new UnreadableCfgException("it says no name")));
        }

        CfgGuest guest() {
            return CfgGuest.of(file);
        }

        /** Without a UUID in the file it is another one at each start, and the name is all that stays. */
        GuestId id() {
            return GuestId.of(guest().uuid().map(Object::toString).orElse(name));
        }

        /** Whether a domain of this name was made of it, as far as one can see. */
        boolean isOf(@Nullable Domain domain) {
            return domain != null
                    && guest().uuid()
                            .map(uuid -> uuid.toString().equals(domain.uuid()))
                            .orElse(true);
        }
    }
}
