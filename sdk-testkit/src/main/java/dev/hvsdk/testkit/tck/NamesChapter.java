/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Names that break what puts text together: each is taken as it is, or refused before anything is made. */
abstract class NamesChapter extends TckChapter {
    private static final String REASON = "a name is data, and never a part of a command, a path, a query or a document";
    private static final int LONGEST_FILE_NAME = 255;

    /** One of each kind: what splits, quotes, runs, climbs, and is not ASCII. */
    private static final List<String> HOSTILE = List.of(
            " a b",
            " ",
            "'",
            "\"",
            "<b>&amp;",
            "$(id)",
            "; id",
            "\nid",
            "/../../hvtck-escape",
            "/x",
            "..",
            "%2e%2e%2f",
            "?all=1",
            "-\u00fc\u00df",
            "-\ud83d\ude00",
            "\u0000");

    private void takenOrRefused(String... tails) {
        for (String tail : tails) {
            tryName(lab().newName() + tail);
        }
    }

    private void tryName(String name) {
        Set<String> before = names();
        try {
            expectUnchanged(name, lab().make(tested().guest(name).build()));
        } catch (HypervisorException e) {
            Expect.equal(before, names(), "the guests after '" + name + "' was refused with " + e.detail() + ",");
        }
    }

    private Set<String> names() {
        return host().guests().stream()
                .map(guest -> guest.id() + " " + guest.name())
                .collect(Collectors.toSet());
    }

    private void expectUnchanged(String name, Guest guest) {
        Expect.equal(name, guest.info().name(), "the name");
        Expect.equal(Optional.of(guest.id()), host().findGuest(name).map(Guest::id), "findGuest() of '" + name + "'");
        List<String> listed = host().guests().stream()
                .filter(info -> info.id().equals(guest.id()))
                .map(GuestInfo::name)
                .toList();
        Expect.equal(List.of(name), listed, "the listed name");
        await(guest.undefine());
    }

    @TckRule(
            id = "HV-1001",
            statement = "spaces in a name are taken as they are, or refused",
            reason = REASON,
            hint = "arguments joined by spaces, output split at them, names that are trimmed")
    void spaces() {
        takenOrRefused(" a b", "  ", " ", "\ta");
    }

    @TckRule(
            id = "HV-1002",
            statement = "quotes and markup in a name are taken as they are, or refused",
            reason = REASON,
            hint = "XML and JSON that is put together from text")
    void quotes() {
        takenOrRefused("'", "\"", "`", "<b>&amp;", "]]>", "\\", "\\n", "${user.home}", "%s%n", "\u0000");
    }

    @TckRule(
            id = "HV-1003",
            statement = "what a shell would run in a name is taken as it is, or refused",
            reason = REASON,
            hint = "processes that are started by a line for a shell")
    void commands() {
        takenOrRefused("; id", "$(id)", "`id`", "|id", "&& id", "\nid", "*", " --help");
    }

    @TckRule(
            id = "HV-1004",
            statement = "paths in a name are taken as they are, or refused",
            reason = REASON,
            hint = "files and URLs that are named by guests: /, .., %2e")
    void paths() {
        takenOrRefused("/../../etc/passwd", "/", "..", "%2e%2e%2f", "?all=1", "#part");
    }

    @TckRule(
            id = "HV-1005",
            statement = "letters outside of ASCII in a name are taken as they are, or refused",
            reason = REASON,
            hint = "encodings: UTF-8 in both directions, whatever the locale")
    void letters() {
        takenOrRefused("-\u00fc\u00df", "-\u65e5\u672c", "-\ud83d\ude00", "-e\u0301", "-\u202egnp", "-\u0130");
    }

    @TckRule(
            id = "HV-1006",
            statement = "a name of 255 bytes is taken as it is, or refused",
            reason = "it is the longest name of a file on most systems, and too long with an ending",
            hint = "names that are cut off, by the host or by a buffer")
    void longNames() {
        String begin = lab().newName();
        int left = LONGEST_FILE_NAME - begin.getBytes(StandardCharsets.UTF_8).length;
        tryName(begin + "x".repeat(left));
        tryName(begin + "x".repeat(LONGEST_FILE_NAME));
    }

    @TckRule(
            id = "HV-1007",
            statement = "names that look like nothing, a number or a truth are taken as they are, or refused",
            reason = "a guest that is called null is still a guest",
            hint = "text that goes through a language with types: YAML, JavaScript, a database")
    void wordsThatMeanSomething() {
        for (String name : List.of("null", "nil", "none", "undefined", "true", "0012", "1e3", "-", "--", "unknown")) {
            tryName(name);
        }
    }

    @TckRule(
            id = "HV-1008",
            statement = "two names that differ in letter case are two names, or the second is refused",
            reason = "a guest must not be found by another's name",
            hint = "findGuest() on hosts that keep guests in files")
    void letterCase() {
        String name = lab().newName() + "-case";
        tryNameBeside(name, name.replace("-case", "-CASE"));
    }

    private void tryNameBeside(String taken, String name) {
        Guest guest = lab().make(tested().guest(taken).build());
        tryName(name);
        Expect.equal(taken, guest.info().name(), "the name of the first guest");
    }

    @TckRule(
            id = "HV-1009",
            statement = "hostile names of volumes are taken as they are, or refused before anything is made",
            reason = REASON,
            hint = "StoragePools.createVolume(): a volume is a file, a URL and a word of a command")
    void volumes() {
        StoragePools pools = capability(StoragePools.class);
        String pool = activePool(pools);
        for (String tail : HOSTILE) {
            tryVolume(pools, pool, lab().newName() + tail);
        }
        tryVolume(pools, pool, lab().newName() + "x".repeat(LONGEST_FILE_NAME));
    }

    private void tryVolume(StoragePools pools, String pool, String name) {
        Set<String> before = volumes(pools, pool);
        VolumeSpec spec = VolumeSpec.builder(name, MemorySize.ofMebibytes(1)).build();
        try {
            StorageVolume made = await(pools.createVolume(pool, spec));
            Set<String> found = volumes(pools, pool);
            await(pools.deleteVolume(pool, made.name()));
            Expect.equal(name, made.name(), "the name of the volume");
            Expect.that(found.contains(name), () -> "the volume '" + name + "' is not listed");
        } catch (HypervisorException e) {
            Expect.equal(
                    before, volumes(pools, pool), "the volumes after '" + name + "' was refused with " + e.detail());
        }
    }

    private static Set<String> volumes(StoragePools pools, String pool) {
        return pools.volumes(pool).stream().map(StorageVolume::name).collect(Collectors.toSet());
    }

    @TckRule(
            id = "HV-1010",
            statement = "hostile names of pools are taken as they are, or refused before anything is made",
            reason = REASON,
            hint = "StoragePools.createPool(): a pool is a directory, a document and a part of a URL",
            tier = TckTier.OPTIONAL)
    void pools() {
        StoragePools pools = capability(StoragePools.class);
        Expect.assume(
                tested().pool(lab().newName()).isPresent(), () -> "not tested: the subject has no place for a pool");
        for (String tail : HOSTILE) {
            tryPool(pools, lab().newName(), tail);
        }
    }

    /** At a place of an innocent name, so that only the name of the pool is tried. */
    private void tryPool(StoragePools pools, String innocent, String tail) {
        PoolSpec place = tested().pool(innocent).orElseThrow();
        PoolSpec.Builder spec = PoolSpec.builder(innocent + tail, place.location());
        place.type().ifPresent(spec::type);
        Set<String> before = poolNames(pools);
        try {
            String made = await(pools.createPool(spec.build())).name();
            Set<String> found = poolNames(pools);
            await(pools.undefinePool(made));
            Expect.equal(innocent + tail, made, "the name of the pool");
            Expect.that(found.contains(made), () -> "the pool '" + made + "' is not listed");
        } catch (HypervisorException e) {
            Expect.equal(
                    before,
                    poolNames(pools),
                    "the pools after '" + innocent + tail + "' was refused with " + e.detail());
        }
    }

    private static Set<String> poolNames(StoragePools pools) {
        return pools.list().stream().map(StoragePool::name).collect(Collectors.toSet());
    }
}
