"""Ready configurations for the web servers that a site may stand on; they lie in `docs/may-chu/`.

Each sends the headers of `loa.render.policy`, compresses texts, answers what is missing with the site's own error
page, lets browsers keep only what cannot go stale, and writes no access log: a list of who opened which page of help
is what a violent person must never get.
"""

from __future__ import annotations

from loa.render.policy import DIRECTORY, HEADERS, any_page_header, article_header

# Corrections reach readers at once: browsers ask whether a page is still the same before they show it again.
_FRESH = "no-cache"
# Names that hold the hash of the content.
_HASHED = "max-age=31536000, immutable"
_HASHED_PATH = r"/assets/stylesheets/"
_SHARED = "max-age=3600"
_SHARED_PATH = r"/assets/"
_TEXTS = (
    *("text/css", "text/plain", "text/calendar", "text/csv", "text/javascript", "application/javascript"),
    *("application/json", "application/xml", "application/rss+xml", "application/ssml+xml", "image/svg+xml"),
)


def configurations() -> dict[str, str]:
    """Every configuration by its file name in `docs/may-chu/`."""
    return {
        "nginx.conf": _nginx(),
        "Caddyfile": _caddy(),
        "apache.htaccess": _apache(),
        "_headers": _static_host(),
    }


def _nginx() -> str:
    headers = "\n".join(f'    add_header {name} "{value}" always;' for name, value in HEADERS.items())
    return f"""# nginx: chép vào /etc/nginx/conf.d/loa.conf, sửa server_name và root, chạy nginx -t rồi nginx -s reload
# Chứng chỉ HTTPS: thêm bằng công cụ của máy chủ, ví dụ certbot --nginx.

map $uri $loa_policy {{
    default "{article_header()}";
    "~{DIRECTORY}" "{any_page_header()}";
}}
map $uri $loa_cache {{
    default "{_FRESH}";
    "~{_HASHED_PATH}" "{_HASHED}";
    "~{_SHARED_PATH}" "{_SHARED}";
}}

server {{
    listen 80;
    server_name loa.example;
    root /srv/loa/site;
    charset utf-8;
    server_tokens off;

    # Không ghi lại ai đã mở trang nào, kể cả khi mở nhầm địa chỉ.
    access_log off;
    log_not_found off;

    add_header Content-Security-Policy $loa_policy always;
    add_header Cache-Control $loa_cache always;
{headers}

    gzip on;
    gzip_vary on;
    gzip_min_length 256;
    gzip_types {" ".join(_TEXTS)};
    # Có thêm mô-đun brotli (gói libnginx-mod-http-brotli-filter) thì bỏ dấu # ở hai dòng sau.
    # brotli on;
    # brotli_types {" ".join(_TEXTS)};

    error_page 404 403 /404.html;
    location = /404.html {{ internal; }}
    location ~ /\\.(?!well-known/) {{ return 404; }}
    location / {{
        limit_except GET {{ deny all; }}
        try_files $uri $uri/index.html =404;
    }}
}}
"""


def _caddy() -> str:
    headers = "\n".join(f'\t\t{name} "{value}"' for name, value in HEADERS.items())
    return f"""# Caddy: chép vào /etc/caddy/Caddyfile, sửa tên miền và thư mục. Caddy tự lấy chứng chỉ HTTPS.
# Không có dòng "log" nào: Caddy không ghi lại ai đã mở trang nào.
loa.example {{
	root * /srv/loa/site
	encode zstd gzip
	@directory path_regexp {DIRECTORY}
	@others not path_regexp {DIRECTORY}
	@fresh not path {_SHARED_PATH}*
	@hashed path {_HASHED_PATH}*
	@shared {{
		path {_SHARED_PATH}*
		not path {_HASHED_PATH}*
	}}
	header @directory Content-Security-Policy "{any_page_header()}"
	header @others Content-Security-Policy "{article_header()}"
	header @fresh Cache-Control "{_FRESH}"
	header @shared Cache-Control "{_SHARED}"
	header @hashed Cache-Control "{_HASHED}"
	header -Server
	header {{
{headers}
	}}
	@hidden path */.*
	error @hidden 404
	file_server
	handle_errors {{
		rewrite * /404.html
		file_server
	}}
}}
"""


def _apache() -> str:
    headers = "\n".join(f'    Header always set {name} "{value}"' for name, value in HEADERS.items())
    here = f"%{{REQUEST_URI}} =~ m#{DIRECTORY}#"
    elsewhere = f"%{{REQUEST_URI}} !~ m#{DIRECTORY}#"
    return f"""# Apache 2.4: chép vào thư mục trang web với tên .htaccess (cần AllowOverride FileInfo Options Indexes).
# Tệp này không tắt được nhật ký truy cập. Trong cấu hình máy chủ, hãy thêm env=!loa_silent vào cuối dòng CustomLog,
# và đặt ServerTokens Prod để khỏi lộ phiên bản:
#     CustomLog ${{APACHE_LOG_DIR}}/access.log combined env=!loa_silent
#     ServerTokens Prod

ErrorDocument 404 /404.html
ErrorDocument 403 /404.html
Options -Indexes
AddDefaultCharset utf-8
AddType font/woff2 .woff2
AddType image/webp .webp
AddType text/calendar .ics
AddType application/ssml+xml .ssml
FileETag MTime Size

<IfModule mod_setenvif.c>
    SetEnvIf Request_URI "^" loa_silent
</IfModule>
<IfModule mod_headers.c>
    Header always set Content-Security-Policy "{any_page_header()}" "expr={here}"
    Header always set Content-Security-Policy "{article_header()}" "expr={elsewhere}"
    Header always set Cache-Control "{_FRESH}"
    Header always set Cache-Control "{_SHARED}" "expr=%{{REQUEST_URI}} =~ m#{_SHARED_PATH}#"
    Header always set Cache-Control "{_HASHED}" "expr=%{{REQUEST_URI}} =~ m#{_HASHED_PATH}#"
{headers}
</IfModule>
<IfModule mod_brotli.c>
    AddOutputFilterByType BROTLI_COMPRESS text/html {" ".join(_TEXTS)}
</IfModule>
<IfModule mod_deflate.c>
    AddOutputFilterByType DEFLATE text/html {" ".join(_TEXTS)}
</IfModule>
"""


def _static_host() -> str:
    headers = "\n".join(f"  {name}: {value}" for name, value in HEADERS.items())
    return f"""# Nơi chứa trang tĩnh có đọc tệp _headers: chép tệp này vào thư mục site trước khi đăng.
# Các nơi ấy ghép dòng trùng tên lại với nhau, nên ở đây chỉ có chính sách đúng cho mọi trang;
# phần còn lại nằm sẵn trong từng trang. Nhật ký truy cập do nơi ấy giữ, tệp này không tắt được.
/*
  Content-Security-Policy: {any_page_header()}
{headers}
{_HASHED_PATH}*
  Cache-Control: {_HASHED}
"""
