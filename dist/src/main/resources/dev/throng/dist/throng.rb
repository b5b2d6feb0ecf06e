class Throng < Formula
  desc "Load tests that you write in YAML and can trust"
  homepage "@HOMEPAGE@"
  version "@VERSION@"
  license "Apache-2.0"
@PLATFORMS@
  def install
    libexec.install Dir["*"]
    bin.install_symlink libexec/"bin/throng"
    man1.install_symlink Dir[libexec/"share/man/man1/*"]
    bash_completion.install_symlink libexec/"share/bash-completion/completions/throng"
    zsh_completion.install_symlink libexec/"share/zsh/site-functions/_throng"
    fish_completion.install_symlink libexec/"share/fish/vendor_completions.d/throng.fish"
    pkgshare.install_symlink libexec/"samples"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/throng --version")
    system bin/"throng", "validate", "#{pkgshare}/samples/quickstart.yaml"
  end
end
