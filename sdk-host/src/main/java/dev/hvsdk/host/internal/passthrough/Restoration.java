/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import dev.hvsdk.host.root.HostFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how what was changed comes back to what it was, from what is there now and not from what should have been done:
 * a process may have died before or after the kernel took its last step. Not thread-safe.
 */
public final class Restoration {
    private final HostFiles files;
    private final Map<Attribute, Map<String, @Nullable String>> before = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();

    private Restoration(HostFiles files) {
        this.files = files;
    }

    /** The steps back of an entry of the journal. */
    static List<Step> steps(HostFiles files, Entry entry) {
        return steps(files, entry.begun());
    }

    static List<Step> steps(HostFiles files, List<Begun> begun) {
        Restoration restoration = new Restoration(files);
        begun.forEach(restoration::remember);
        restoration.functions();
        restoration.counts();
        restoration.mediated();
        return List.copyOf(restoration.steps);
    }

    /** Of what was changed twice, the first counts. */
    private void remember(Begun step) {
        Map<String, @Nullable String> states = before.computeIfAbsent(step.attribute(), key -> new LinkedHashMap<>());
        if (!states.containsKey(step.subject())) {
            states.put(step.subject(), step.before());
        }
    }

    private Map<String, @Nullable String> of(Attribute attribute) {
        return before.getOrDefault(attribute, Map.of());
    }

    private void functions() {
        Set<String> addresses = new LinkedHashSet<>(of(Attribute.OVERRIDE).keySet());
        addresses.addAll(of(Attribute.DRIVER).keySet());
        addresses.stream()
                .filter(address -> files.exists(Sysfs.function(address)))
                .forEach(this::function);
    }

    private void function(String address) {
        String driver = Attribute.DRIVER.read(files, address);
        String wanted = of(Attribute.DRIVER).getOrDefault(address, driver);
        boolean isOther = !Objects.equals(driver, wanted);
        if (isOther && driver != null) {
            steps.add(Step.unbind(address));
        }
        if (of(Attribute.OVERRIDE).containsKey(address)) {
            String override = of(Attribute.OVERRIDE).get(address);
            if (!Objects.equals(override, Attribute.OVERRIDE.read(files, address))) {
                steps.add(Step.override(address, override));
            }
        }
        // To the driver by name: a probe would ask the host which it likes best.
        if (isOther && wanted != null) {
            steps.add(Step.bind(address, wanted));
        }
    }

    private void counts() {
        of(Attribute.VIRTUAL_FUNCTIONS).forEach((address, wanted) -> {
            String now = Attribute.VIRTUAL_FUNCTIONS.read(files, address);
            if (now == null || wanted == null || now.equals(wanted)) {
                return;
            }
            if (!now.equals("0")) {
                steps.add(Step.count(address, "0"));
            }
            if (!wanted.equals("0")) {
                steps.add(Step.count(address, wanted));
            }
        });
    }

    private void mediated() {
        of(Attribute.MEDIATED).forEach((uuid, wanted) -> {
            String now = Attribute.MEDIATED.read(files, uuid);
            if (Objects.equals(now, wanted)) {
                return;
            }
            if (now != null) {
                steps.add(Step.remove(uuid));
            }
            if (wanted != null) {
                int space = wanted.indexOf(' ');
                steps.add(Step.create(wanted.substring(0, space), wanted.substring(space + 1), uuid));
            }
        });
    }
}
