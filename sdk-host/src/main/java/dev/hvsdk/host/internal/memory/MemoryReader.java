/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.memory;

import dev.hvsdk.api.machine.HugePagePool;
import dev.hvsdk.api.machine.MemoryInfo;
import dev.hvsdk.api.machine.SamePageMerging;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.HostRoot;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the memory of a host. */
public final class MemoryReader {
    private static final String HUGE_PAGES = "/sys/kernel/mm/hugepages";
    private static final String KSM = "/sys/kernel/mm/ksm/";

    private static final Pattern MEMINFO_LINE = Pattern.compile("([A-Za-z]+):\\s+(\\d{1,15}) kB");
    private static final Pattern POOL = Pattern.compile("hugepages-(\\d{1,12})kB");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Where each balloon driver shows that it has a device: a directory, and which of its entries are devices. */
    private static final List<Balloon> BALLOONS = List.of(
            new Balloon("virtio_balloon", "/sys/bus/virtio/drivers/virtio_balloon", Pattern.compile("virtio\\d+")),
            new Balloon("hv_balloon", "/sys/bus/vmbus/drivers/hv_balloon", Pattern.compile("[0-9a-f]{8}-.*|vmbus_.*")),
            new Balloon("xen_balloon", "/sys/devices/system/xen_memory", Pattern.compile("xen_memory\\d+")),
            new Balloon("vmw_balloon", "/sys/module", Pattern.compile("vmw_balloon")));

    private final HostFiles files;
    private final MemoryInfo.Builder memory = MemoryInfo.builder();

    private MemoryReader(HostFiles files) {
        this.files = files;
    }

    /** The memory of a host; what cannot be read is left out. Needs no privilege. */
    public static MemoryInfo read(HostRoot root) {
        return new MemoryReader(root.files()).read();
    }

    private MemoryInfo read() {
        files.text("/proc/meminfo").value().map(MemoryReader::parse).ifPresent(sizes -> {
            Optional.ofNullable(sizes.get("MemTotal")).ifPresent(memory::total);
            Optional.ofNullable(sizes.get("MemAvailable")).ifPresent(memory::available);
        });
        readHugePages();
        readMerging();
        BALLOONS.stream()
                .filter(this::isAtWork)
                .findFirst()
                .map(Balloon::driver)
                .ifPresent(memory::balloonDriver);
        return memory.build();
    }

    private static Map<String, MemorySize> parse(String meminfo) {
        Map<String, MemorySize> sizes = new LinkedHashMap<>();
        MEMINFO_LINE
                .matcher(meminfo)
                .results()
                .forEach(line -> sizes.putIfAbsent(line.group(1), kibibytes(line.group(2))));
        return sizes;
    }

    private static MemorySize kibibytes(String digits) {
        return MemorySize.ofKibibytes(Long.parseLong(digits));
    }

    private void readHugePages() {
        files.list(HUGE_PAGES).value().orElse(List.of()).stream()
                .flatMap(name -> pool(name).stream())
                .sorted(Comparator.comparing(HugePagePool::pageSize))
                .forEach(memory::hugePages);
    }

    private Optional<HugePagePool> pool(String name) {
        Matcher matcher = POOL.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        MemorySize pageSize = kibibytes(matcher.group(1));
        return number(HUGE_PAGES + "/" + name + "/nr_hugepages")
                .flatMap(total -> number(HUGE_PAGES + "/" + name + "/free_hugepages")
                        .map(free -> new HugePagePool(pageSize, total, free)));
    }

    /** {@code run} is 1 while it merges, 0 when stopped, and 2 when stopped and everything was unmerged. */
    private void readMerging() {
        number(KSM + "run")
                .flatMap(run -> number(KSM + "pages_shared").map(shared -> new SamePageMerging(run == 1, shared)))
                .ifPresent(memory::samePageMerging);
    }

    private Optional<Long> number(String path) {
        return files.attribute(path)
                .value()
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Long::parseLong);
    }

    private boolean isAtWork(Balloon balloon) {
        return files.list(balloon.directory()).value().orElse(List.of()).stream()
                .anyMatch(name -> balloon.device().matcher(name).matches());
    }

    private record Balloon(String driver, String directory, Pattern device) {}
}
