#!/bin/sh
# Makes a minimal Debian base for the images as a docker archive, without a container tool: a C library, certificates and
# time zones, unpacked from Debian's packages. For a build without a registry in reach.
#   k8s/images/base.sh k8s/images/target/base.tar
#   ./mvnw -Pimages package -DskipTests -Dthrong.image.base=$PWD/k8s/images/target/base.tar
set -eu
out=${1:?the tar to make}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$root/etc/ssl/certs" "$(dirname "$out")"

(cd "$work" && apt-get download -q base-files libc6 ca-certificates tzdata 2>/dev/null)
for package in "$work"/*.deb; do
  dpkg-deb -x "$package" "$root"
done
rm -rf "$root/usr/share/doc" "$root/usr/share/man" "$root/usr/share/locale" "$root/usr/share/lintian" \
  "$root/usr/share/i18n" "$root/usr/lib"/*/gconv "$root/lib"/*/gconv "$root/usr/share/zoneinfo/right"
cat "$root"/usr/share/ca-certificates/mozilla/*.crt >"$root/etc/ssl/certs/ca-certificates.crt"
printf 'root:x:0:0:root:/:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/tmp:/sbin/nologin\n' >"$root/etc/passwd"
printf 'root:x:0:\nnonroot:x:65532:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
mkdir -p "$root/tmp"
chmod 1777 "$root/tmp"

tar -C "$root" --sort=name --mtime=2026-01-01T00:00:00Z --owner=0 --group=0 --numeric-owner -cf "$work/layer.tar" .
layer=$(sha256sum "$work/layer.tar" | cut -d' ' -f1)
architecture=$(dpkg --print-architecture)
cat >"$work/config.json" <<EOF
{"architecture":"$architecture","os":"linux","created":"2026-01-01T00:00:00Z","config":{},
 "rootfs":{"type":"layers","diff_ids":["sha256:$layer"]}}
EOF
printf '[{"Config":"config.json","RepoTags":["throng/base:debian"],"Layers":["layer.tar"]}]\n' >"$work/manifest.json"
tar -C "$work" --sort=name --mtime=2026-01-01T00:00:00Z --owner=0 --group=0 -cf "$out" manifest.json config.json layer.tar
echo "$out: $(du -k "$out" | cut -f1) KiB"
