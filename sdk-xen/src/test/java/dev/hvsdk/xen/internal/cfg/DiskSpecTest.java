/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms that the manual calls the same, and those of xm. */
class DiskSpecTest {
    private static final DiskSpec VOLUME = new DiskSpec("/dev/vg/guest", "raw", "hda", false, false, null, null, null);
    private static final DiskSpec IMAGE = new DiskSpec("/root/image.iso", "raw", "hdc", true, true, null, null, null);
    private static final DiskSpec EMPTY = new DiskSpec(null, "empty", "hdc", true, true, null, null, null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/vg/guest,,hda",
                "/dev/vg/guest,raw,hda,rw",
                "/dev/vg/guest,raw,hda,w",
                "format=raw, vdev=hda, access=rw, target=/dev/vg/guest",
                "vdev=hda,/dev/vg/guest",
                "raw:/dev/vg/guest,hda,w",
                "phy:/dev/vg/guest,hda,w",
                "tap:aio:/dev/vg/guest,hda,w",
                "/dev/vg/guest,raw,hda,,no-discard,direct-io-safe",
            })
    void readsAVolume(String text) {
        assertThat(DiskSpec.parse(text)).isEqualTo(VOLUME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/root/image.iso,,hdc,cdrom",
                "/root/image.iso,,hdc,,cdrom",
                "/root/image.iso,raw,hdc,devtype=cdrom",
                "format=raw, vdev=hdc, access=ro, devtype=cdrom, target=/root/image.iso",
                "raw:/root/image.iso,hdc:cdrom,ro",
                "file:/root/image.iso,hdc:cdrom,r"
            })
    void readsAnImage(String text) {
        assertThat(DiskSpec.parse(text)).isEqualTo(IMAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {",hdc:cdrom,r", "vdev=hdc,cdrom", ",,hdc,r,cdrom", "format=empty,vdev=hdc,devtype=cdrom"})
    void readsADriveWithoutAMedium(String text) {
        assertThat(DiskSpec.parse(text)).isEqualTo(EMPTY);
    }

    @Test
    void readsATargetToTheEnd() {
        DiskSpec disk =
                DiskSpec.parse("vdev=xvda,format=qcow2,script=block-nbd,backend=d1,backendtype=qdisk,target=a=b,c:d ");
        assertThat(disk).isEqualTo(new DiskSpec("a=b,c:d ", "qcow2", "xvda", false, false, "qdisk", "d1", "block-nbd"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refuses(String text, String why) {
        assertThatThrownBy(() -> DiskSpec.parse(text))
                .isInstanceOf(UnreadableCfgException.class)
                .hasMessageStartingWith("it is no disk, ")
                .hasMessageContaining(why);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                argumentSet("nothing", "", "there is no vdev"),
                argumentSet("no vdev", "/a,raw", "there is no vdev"),
                argumentSet("no target", ",raw,xvda", "there is no target"),
                argumentSet("a format", "/a,vmdk,xvda", "a format of vmdk is unknown"),
                argumentSet("two formats", "/a,raw,xvda,format=qcow2", "format is there twice"),
                argumentSet("an access", "/a,raw,xvda,x", "an access of x is unknown"),
                argumentSet("a key", "/a,raw,xvda,w,colour=red", "colour is unknown"),
                argumentSet("a device", "/a,raw,xvda,devtype=tape", "a device of type tape"),
                argumentSet("a backend", "vdev=xvda,backendtype=nfs,target=/a", "a backendtype of nfs"),
                argumentSet("a prefix", "nfs:/a,xvda,w", "what is before the path"),
                argumentSet("two targets", "/a,raw,xvda,w,target=/b", "target is there twice"),
                argumentSet("too much", "/a,raw,xvda,w,more", "there is more than"));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void readsWhatItWrote(DiskSpec disk) {
        assertThat(DiskSpec.parse(disk.written())).isEqualTo(disk);
    }

    static Stream<DiskSpec> specs() {
        return Stream.of(
                VOLUME,
                IMAGE,
                EMPTY,
                new DiskSpec("/a,b=c.qcow2 ", "qcow2", "xvda", true, false, "qdisk", "driver", "block-x"));
    }

    @Test
    void repeatsNoTarget() {
        assertThatThrownBy(() -> DiskSpec.parse("vdev=xvda,format=x,target=rbd:pool/image:key=secret"))
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> DiskSpec.parse("target=rbd:pool/image:key=secret"))
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesToWriteACommaWhereItCannotBe() {
        DiskSpec disk = new DiskSpec("/a", "raw", "xvda,target=/etc/shadow", false, false, null, null, null);
        assertThatThrownBy(disk::written).isInstanceOf(UnreadableCfgException.class);
    }
}
