/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.Fact.Reason;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.Limitation;
import dev.hvsdk.host.root.ReadObserver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What was there and could not be used, of all that the readers touched: they pass it over, and whoever reads the answer must not.
 *
 * <p>Thread-safe.
 */
final class DamageLog implements ReadObserver {
    /** A tree of rubbish has hundreds of thousands of files. */
    private static final int MAX_NAMED = 16;

    /** So many are remembered, to say how many more there are. */
    private static final int MAX_REMEMBERED = 1 << 12;

    private static final String REMEDY = "check what is in its place, or capture the host again";

    private final Map<String, String> details = new ConcurrentSkipListMap<>();

    @Override
    public void read(String path, Fact<?> outcome) {
        if (outcome instanceof Fact.Unknown<?> problem && problem.reason() == Reason.DAMAGED) {
            note(path, problem.detail());
        }
    }

    /** Notes a file that was read and in which nothing was found that a host has. */
    void noteUnusable(HostFiles files, String path, boolean unusable) {
        if (unusable && files.text(path).isKnown()) {
            note(path, path + " has no usable line");
        }
    }

    private void note(String path, String detail) {
        if (details.size() < MAX_REMEMBERED) {
            details.putIfAbsent(path, detail);
        }
    }

    /** All of it but what another limitation names already. */
    List<Limitation> limitations(Collection<Limitation> others) {
        List<String> unnamed = details.entrySet().stream()
                .filter(entry -> others.stream().noneMatch(other -> other.what().contains(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
        List<Limitation> limitations = new ArrayList<>();
        unnamed.stream().limit(MAX_NAMED).forEach(detail -> limitations.add(new Limitation(detail, REMEDY)));
        if (unnamed.size() > MAX_NAMED) {
            limitations.add(new Limitation((unnamed.size() - MAX_NAMED) + " more files could not be used", REMEDY));
        }
        return limitations;
    }
}
